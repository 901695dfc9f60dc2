//! How much of everything there is: few have most of it.
//!
//! Three proposals in ten have no vote yet; the others have 14 on average, one in a hundred 50 or more, the most 290,
//! and a few ran away. One in three has no comment; the others have 7.5 on average, a few of them hundreds. One person in
//! a hundred casts 28 % of all votes.
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// The most votes of a proposal that did not run away.
const MOST_VOTES: u32 = 290;
/// The most comments of a proposal.
const MOST_COMMENTS: u32 = 400;

/// Numbers that look like chance and are the same each time.
pub struct Chance(StdRng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }
    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.random_range(0..n.max(1))
    }
    /// From 0 up to 1.
    pub fn share(&mut self) -> f64 {
        self.0.random_range(0.0..1.0)
    }
    /// True this often.
    pub fn happens(&mut self, share: f64) -> bool {
        self.share() < share
    }
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
    /// Around 0, as far as chance goes.
    fn normal(&mut self) -> f64 {
        let (a, b) = (self.share().max(f64::MIN_POSITIVE), self.share());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }
    fn lognormal(&mut self, mu: f64, sigma: f64) -> f64 {
        (mu + sigma * self.normal()).exp()
    }
}

/// Members of a site with so many proposals.
pub fn people(proposals: u32) -> u32 {
    (proposals / 2).max(500)
}

/// Votes of each proposal, ten for each in all.
pub fn votes(proposals: u32, chance: &mut Chance) -> Vec<u32> {
    let crowd = people(proposals) * 2 / 3;
    let mut all: Vec<u32> = (0..proposals)
        .map(|_| match chance.happens(2.0 / 7.0) {
            true => 0,
            false => (chance.lognormal(2.438, 0.634) as u32).clamp(1, MOST_VOTES.min(crowd)),
        })
        .collect();
    if proposals >= 1_000 {
        for nth in 0..3 + proposals / 200_000 {
            let run = ((crowd >> (nth % 4)) * 3 / 5).clamp(MOST_VOTES, 6_000);
            let lucky = chance.below(all.len());
            all[lucky] = run.min(crowd);
        }
    }
    settle(
        &mut all,
        u64::from(proposals) * 10,
        MOST_VOTES.min(crowd),
        chance,
    );
    all
}

/// Comments of each proposal, five for each in all; the long talk has exactly a hundred.
pub fn comments(proposals: u32, long_talk: usize, chance: &mut Chance) -> Vec<u32> {
    let mut all: Vec<u32> = (0..proposals)
        .map(|_| match chance.happens(1.0 / 3.0) {
            true => 0,
            false => (chance.lognormal(1.61, 0.9) as u32).clamp(1, MOST_COMMENTS),
        })
        .collect();
    if let Some(long) = all.get_mut(long_talk) {
        *long = 0;
    }
    let least = if all.len() > long_talk { 100 } else { 0 };
    settle(
        &mut all,
        (u64::from(proposals) * 5).saturating_sub(least),
        MOST_COMMENTS,
        chance,
    );
    if let Some(long) = all.get_mut(long_talk) {
        *long = 100;
    }
    all
}

/// Brings the sum to what it should be, one here and one there, where there is some already.
fn settle(all: &mut [u32], sum: u64, most: u32, chance: &mut Chance) {
    let mut have: u64 = all.iter().map(|n| u64::from(*n)).sum();
    let some = all.iter().filter(|n| **n > 0).count() as u64;
    if sum < some || !all.iter().any(|n| (1..most).contains(n)) {
        return;
    }
    while have != sum {
        let at = chance.below(all.len());
        let n = &mut all[at];
        if have < sum && (1..most).contains(n) {
            *n += 1;
            have += 1;
        } else if have > sum && (2..most).contains(n) {
            *n -= 1;
            have -= 1;
        }
    }
}

/// Some person, by number: often one of the few who vote on everything.
pub fn someone(people: u32, chance: &mut Chance) -> u32 {
    let few = (people / 100).max(1);
    let n = match chance.happens(0.275) {
        true => chance.below(few as usize) as u32,
        false => {
            // Among the others, too, some come more often.
            let share = chance.share().powf(1.5);
            few + (share * f64::from(people - few)) as u32
        }
    };
    n.min(people - 1)
}

/// So many different people.
pub fn crowd(wanted: u32, people: u32, chance: &mut Chance) -> Vec<u32> {
    let mut found = std::collections::BTreeSet::new();
    let mut tries = 0;
    while found.len() < wanted.min(people) as usize {
        tries += 1;
        found.insert(match tries < wanted * 8 {
            true => someone(people, chance),
            false => chance.below(people as usize) as u32,
        });
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_and_comments_have_the_shape_of_a_large_forum() {
        let mut chance = Chance::new(7);
        let votes = votes(20_000, &mut chance);
        assert_eq!(votes.iter().map(|n| u64::from(*n)).sum::<u64>(), 200_000);
        let mut some: Vec<u32> = votes.into_iter().filter(|n| *n > 0).collect();
        some.sort_unstable();
        let mean = 200_000.0 / some.len() as f64;
        assert!((13.0..15.0).contains(&mean), "{mean}");
        let high = some[some.len() * 99 / 100];
        assert!((42..=58).contains(&high), "{high}");
        let runaways = some.iter().filter(|n| **n > MOST_VOTES).count();
        assert!((1..=5).contains(&runaways), "{runaways}");
        let comments = comments(20_000, 10_000, &mut chance);
        assert_eq!(comments.iter().map(|n| u64::from(*n)).sum::<u64>(), 100_000);
        assert_eq!(comments[10_000], 100);
    }

    #[test]
    fn few_people_cast_many_of_the_votes() {
        let mut chance = Chance::new(7);
        let all = people(10_000);
        let mut by_person = vec![0_u32; all as usize];
        for _ in 0..7_000 {
            for one in crowd(14, all, &mut chance) {
                by_person[one as usize] += 1;
            }
        }
        by_person.sort_unstable_by(|a, b| b.cmp(a));
        let top: u32 = by_person[..all as usize / 100].iter().sum();
        let share = f64::from(top) / (7_000.0 * 14.0);
        assert!((0.24..0.32).contains(&share), "{share}");
    }
}
