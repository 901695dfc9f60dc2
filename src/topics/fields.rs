//! What a board asks of a proposal besides its words: a text to begin with, and fields of its own.
use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::Topic;
use super::store;
use crate::access::{Administer, Can, Member};
use crate::choice;
use crate::clock::Time;
use crate::db::schema::{board_fields, board_templates, topic_fields};
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{BoardId, FieldId, TopicId};
use crate::say;
use crate::text;

choice! {
    /// What a field takes.
    Kind {
        /// A line of text.
        Text = "text",
        /// A number.
        Number = "number",
        /// One of a few.
        Choice = "choice",
        /// Yes or no.
        YesNo = "yes-no",
    }
}

/// Fields that a board asks for at most.
pub const MOST: usize = 10;
/// Choices of a field at most.
const CHOICES: usize = 30;
/// Characters of a value, and of a choice, at most.
const VALUE: usize = 300;
/// Characters of a template at most.
const TEMPLATE: usize = 20_000;

/// A field that a board asks for, or once did.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = board_fields)]
#[allow(missing_docs)]
pub struct Field {
    pub id: FieldId,
    pub board_id: BoardId,
    pub key: String,
    pub label: String,
    pub kind: Kind,
    pub required: bool,
    /// One a line.
    pub choices: String,
    pub hint: String,
    pub position: i32,
    /// Whether new proposals are asked for it; answers to a field that is not asked for any more stay.
    pub asked: bool,
}

impl Field {
    /// What may be chosen.
    pub fn options(&self) -> Vec<&str> {
        match self.kind {
            Kind::Choice => self.choices.lines().collect(),
            Kind::YesNo => vec!["yes", "no"],
            Kind::Text | Kind::Number => Vec::new(),
        }
    }
    /// Its name among a form's fields and their errors.
    pub fn name(&self) -> String {
        format!("field-{}", self.key)
    }
    /// A value fit to store, or what to do about it.
    fn checked(&self, typed: &str, invalid: &mut Invalid) -> String {
        let name = self.name();
        let value = text::clean_line(typed);
        if value.is_empty() {
            invalid.check(&name, !self.required, say!("answer-missing"));
            return value;
        }
        match self.kind {
            Kind::Text => {
                let fit = value.chars().count() <= VALUE && !text::bidi_control(&value);
                invalid.check(&name, fit, say!("answer-line", max = VALUE));
                value
            }
            Kind::Number => {
                let number = value.replace(',', ".");
                let fit = number.len() <= 30
                    && number.parse::<f64>().is_ok_and(f64::is_finite)
                    && !number.contains(|c: char| c.is_ascii_alphabetic());
                invalid.check(&name, fit, say!("answer-number"));
                number
            }
            Kind::Choice | Kind::YesNo => {
                let fit = self.options().contains(&value.as_str());
                invalid.check(&name, fit, say!("answer-one-of"));
                value
            }
        }
    }
}

/// A field as an admin writes it down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BoardField)]
pub struct Asked {
    /// Its stable name in the API; made from the label if left out.
    #[serde(default)]
    #[schema(required = false, max_length = 40)]
    pub key: String,
    /// What people are asked.
    #[schema(min_length = 1, max_length = 80)]
    pub label: String,
    /// What it takes: `text`, `number`, `choice` or `yes-no`.
    #[serde(default)]
    #[schema(required = false)]
    pub kind: String,
    /// Whether it must be filled in.
    #[serde(default)]
    #[schema(required = false)]
    pub required: bool,
    /// What may be chosen, at most 30.
    #[serde(default)]
    #[schema(required = false, max_items = 30)]
    pub choices: Vec<String>,
    /// A few words of help.
    #[serde(default)]
    #[schema(required = false, max_length = 200)]
    pub hint: String,
}

impl From<&Field> for Asked {
    fn from(field: &Field) -> Self {
        Self {
            key: field.key.clone(),
            label: field.label.clone(),
            kind: field.kind.to_string(),
            required: field.required,
            choices: match field.kind {
                Kind::Choice => field.choices.lines().map(str::to_owned).collect(),
                Kind::Text | Kind::Number | Kind::YesNo => Vec::new(),
            },
            hint: field.hint.clone(),
        }
    }
}

/// What a board asks for, fit to store.
#[derive(Clone, Debug)]
pub struct Form {
    template: String,
    fields: Vec<(Asked, Kind)>,
}

impl Form {
    /// Checks what an admin wrote down.
    ///
    /// # Errors
    /// What to do about each field; they are named `label-0`, `choices-0` and so on.
    pub fn parse(template: &str, asked: &[Asked]) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let template = text::clean_text(template);
        let long = template.chars().count() > TEMPLATE;
        invalid.check(
            "template",
            !long,
            say!("board-template-long", max = TEMPLATE),
        );
        invalid.check(
            "fields",
            asked.len() <= MOST,
            say!("board-many-fields", max = MOST),
        );
        let (mut keys, mut fields) = (BTreeSet::new(), Vec::new());
        for (n, asked) in asked.iter().enumerate().take(MOST) {
            let label = text::clean_line(&asked.label);
            let fit = (1..=80).contains(&label.chars().count()) && !text::bidi_control(&label);
            invalid.check(
                &format!("label-{n}"),
                fit,
                say!("board-field-label", max = 80),
            );
            let typed = if asked.key.trim().is_empty() {
                &label
            } else {
                &asked.key
            };
            let key: String = text::slug(typed).chars().take(40).collect();
            let key = key.trim_end_matches('-').to_owned();
            let own =
                key != "untitled" && asked.key.chars().count() <= 40 && keys.insert(key.clone());
            invalid.check(&format!("key-{n}"), own, say!("board-field-key"));
            let kind = match asked.kind.as_str() {
                "" => Some(Kind::Text),
                named => Kind::named(named),
            };
            invalid.check(&format!("kind-{n}"), kind.is_some(), say!("answer-one-of"));
            let kind = kind.unwrap_or(Kind::Text);
            let mut choices = Vec::new();
            for choice in asked.choices.iter().map(|c| text::clean_line(c)) {
                if !choice.is_empty() && !choices.contains(&choice) {
                    choices.push(choice);
                }
            }
            let few = (2..=CHOICES).contains(&choices.len())
                && choices
                    .iter()
                    .all(|c| c.chars().count() <= VALUE && !text::bidi_control(c));
            invalid.check(
                &format!("choices-{n}"),
                kind != Kind::Choice || few,
                say!("board-field-choices", max = CHOICES),
            );
            let hint = text::clean_line(&asked.hint);
            let short = hint.chars().count() <= 200;
            invalid.check(
                &format!("hint-{n}"),
                short,
                say!("board-field-hint", max = 200),
            );
            let asked = Asked {
                key,
                label,
                kind: kind.to_string(),
                required: asked.required,
                choices,
                hint,
            };
            fields.push((asked, kind));
        }
        invalid.or(Self { template, fields })
    }
}

/// The texts that new proposals on these boards begin with.
///
/// # Errors
/// Those of the database.
pub fn templates(conn: &mut Conn, boards: &[BoardId]) -> Result<HashMap<BoardId, String>> {
    let rows: Vec<(BoardId, String)> = board_templates::table
        .filter(board_templates::board_id.eq_any(boards.to_vec()))
        .filter(board_templates::body.ne(""))
        .select((board_templates::board_id, board_templates::body))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The fields that these boards ask for, in their order.
///
/// # Errors
/// Those of the database.
pub fn asked(conn: &mut Conn, boards: &[BoardId]) -> Result<Vec<Field>> {
    Ok(board_fields::table
        .filter(board_fields::board_id.eq_any(boards.to_vec()))
        .filter(board_fields::asked.eq(true))
        .order((
            board_fields::board_id,
            board_fields::position,
            board_fields::id,
        ))
        .select(Field::as_select())
        .load(conn)?)
}

/// Writes down what a board asks for. Fields that are left out are not asked for any more; their answers stay.
///
/// # Errors
/// Those of the database.
pub fn ask(
    tx: &mut Tx<'_>,
    by: &Can<Administer>,
    board: BoardId,
    form: &Form,
    now: Time,
) -> Result<()> {
    let row = (
        board_templates::board_id.eq(board),
        board_templates::body.eq(&form.template),
    );
    on_each!(tx, |c| diesel::insert_into(board_templates::table)
        .values(row)
        .on_conflict(board_templates::board_id)
        .do_update()
        .set(board_templates::body.eq(&form.template))
        .execute(c))?;
    diesel::update(board_fields::table.filter(board_fields::board_id.eq(board)))
        .set(board_fields::asked.eq(false))
        .execute(&mut **tx)?;
    for (place, (asked, kind)) in form.fields.iter().enumerate() {
        let position = i32::try_from(place).unwrap_or(i32::MAX);
        put_field(tx, board, asked, *kind, position, true)?;
    }
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::BoardChanged,
            object: "board",
            object_id: board.get(),
            topic: None,
            data: json!({ "form": true }),
        },
    )?;
    Ok(())
}

fn put_field(
    tx: &mut Tx<'_>,
    board: BoardId,
    asked: &Asked,
    kind: Kind,
    position: i32,
    now_asked: bool,
) -> Result<()> {
    let choices = asked.choices.join("\n");
    let row = (
        board_fields::board_id.eq(board),
        board_fields::key.eq(&asked.key),
        board_fields::label.eq(&asked.label),
        board_fields::kind.eq(kind),
        board_fields::required.eq(asked.required),
        board_fields::choices.eq(&choices),
        board_fields::hint.eq(&asked.hint),
        board_fields::position.eq(position),
        board_fields::asked.eq(now_asked),
    );
    on_each!(tx, |c| diesel::insert_into(board_fields::table)
        .values(row)
        .on_conflict((board_fields::board_id, board_fields::key))
        .do_update()
        .set((
            board_fields::label.eq(&asked.label),
            board_fields::kind.eq(kind),
            board_fields::required.eq(asked.required),
            board_fields::choices.eq(&choices),
            board_fields::hint.eq(&asked.hint),
            board_fields::position.eq(position),
            board_fields::asked.eq(now_asked),
        ))
        .execute(c))?;
    Ok(())
}

/// A field as a form shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Its name in the form.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: bool,
    /// A few words of help.
    pub hint: String,
    /// What may be chosen.
    pub choices: Vec<String>,
    /// What stands in it.
    pub value: String,
}

/// Fields as a form shows them, with what was typed.
pub fn shown(fields: &[Field], typed: &Typed) -> Vec<Shown> {
    fields
        .iter()
        .map(|field| Shown {
            name: field.name(),
            label: field.label.clone(),
            kind: field.kind,
            required: field.required,
            hint: field.hint.clone(),
            choices: field.options().into_iter().map(str::to_owned).collect(),
            value: typed.get(&field.key).cloned().unwrap_or_default(),
        })
        .collect()
}

/// Answers to a board's fields, by key, as someone typed them.
pub type Typed = BTreeMap<String, String>;

/// Answers as a form sends them: those named `field-{key}`.
pub fn typed<'a>(fields: impl IntoIterator<Item = (&'a String, &'a String)>) -> Typed {
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("field-")?.to_owned(), value.clone())))
        .collect()
}

/// Answers, fit to store.
#[derive(Clone, Debug, Default)]
pub struct Answers(Vec<(FieldId, String)>);

/// Checks answers to what a board asks for.
///
/// # Errors
/// What to do about each, and names of fields that the board does not have.
pub fn check(fields: &[Field], typed: &Typed) -> Result<Answers, Invalid> {
    let mut invalid = Invalid::default();
    let mut answers = Vec::new();
    for field in fields {
        let value = typed.get(&field.key).map_or("", String::as_str);
        answers.push((field.id, field.checked(value, &mut invalid)));
    }
    invalid.or(Answers(answers))
}

/// Refuses answers to fields that a board does not ask for: a program is told.
///
/// # Errors
/// [`Invalid`], naming them.
pub fn no_others(fields: &[Field], typed: &Typed) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    for key in typed.keys() {
        let known = fields.iter().any(|f| f.key == *key);
        invalid.check(&format!("field-{key}"), known, say!("answer-unknown"));
    }
    invalid.or(())
}

/// An answer as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The field's stable name.
    pub key: String,
    /// What was asked.
    pub label: String,
    /// What it takes.
    pub kind: Kind,
    /// What was answered.
    pub value: String,
}

/// The answers of a topic, in the order its board asks.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, topic: TopicId) -> Result<Vec<Answer>> {
    let rows: Vec<(Field, String)> = topic_fields::table
        .inner_join(board_fields::table)
        .filter(topic_fields::topic_id.eq(topic))
        .order((
            board_fields::asked.desc(),
            board_fields::position,
            board_fields::id,
        ))
        .select((Field::as_select(), topic_fields::value))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(field, value)| Answer {
            key: field.key,
            label: field.label,
            kind: field.kind,
            value,
        })
        .collect())
}

/// The answers of several topics, in the order their boards ask.
///
/// # Errors
/// Those of the database.
pub fn of_many(conn: &mut Conn, topics: &[TopicId]) -> Result<HashMap<TopicId, Vec<Answer>>> {
    let rows: Vec<(TopicId, Field, String)> = topic_fields::table
        .inner_join(board_fields::table)
        .filter(topic_fields::topic_id.eq_any(topics.to_vec()))
        .order((
            board_fields::asked.desc(),
            board_fields::position,
            board_fields::id,
        ))
        .select((
            topic_fields::topic_id,
            Field::as_select(),
            topic_fields::value,
        ))
        .load(conn)?;
    let mut all: HashMap<TopicId, Vec<Answer>> = HashMap::new();
    for (topic, field, value) in rows {
        all.entry(topic).or_default().push(Answer {
            key: field.key,
            label: field.label,
            kind: field.kind,
            value,
        });
    }
    Ok(all)
}

/// The fields of these boards that go by one of these keys, whether they are still asked for or not.
///
/// # Errors
/// Those of the database.
pub fn keyed(conn: &mut Conn, boards: &[BoardId], keys: &[&str]) -> Result<Vec<Field>> {
    Ok(board_fields::table
        .filter(board_fields::board_id.eq_any(boards.to_vec()))
        .filter(board_fields::key.eq_any(keys.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>()))
        .order((board_fields::asked.desc(), board_fields::id))
        .select(Field::as_select())
        .load(conn)?)
}

/// An answer that another place gave out, to be kept here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The field's name there.
    pub key: String,
    /// What was asked there; may be empty.
    pub label: String,
    /// What it took there; may be empty.
    pub kind: String,
    /// What was answered.
    pub value: String,
}

/// What is kept of answers that another place gave out: with names and values that fit here, each name once.
pub fn fit(brought: &[Brought]) -> Vec<Brought> {
    let mut kept: Vec<Brought> = Vec::new();
    for one in brought {
        let key: String = text::slug(&one.key).chars().take(40).collect();
        let key = key.trim_end_matches('-').to_owned();
        let value = text::clean_line(&one.value);
        let label = text::clean_line(&one.label);
        let label = match label.is_empty() || text::bidi_control(&label) {
            true => key.clone(),
            false => label.chars().take(80).collect(),
        };
        let fits = key != "untitled"
            && !value.is_empty()
            && value.chars().count() <= VALUE
            && !text::bidi_control(&value)
            && kept.iter().all(|known| known.key != key);
        if fits && kept.len() < MOST {
            kept.push(Brought {
                key,
                label,
                kind: one.kind.clone(),
                value,
            });
        }
    }
    kept
}

/// Which of these answers a topic does not have yet.
///
/// # Errors
/// Those of the database.
pub fn lacking(conn: &mut Conn, topic: TopicId, brought: &[Brought]) -> Result<Vec<Brought>> {
    if brought.is_empty() {
        return Ok(Vec::new());
    }
    let here = by_key(conn, topic)?;
    Ok(brought
        .iter()
        .filter(|one| !here.contains_key(&one.key))
        .cloned()
        .collect())
}

/// Keeps answers that came with an import. A field that the board does not have is added without being asked for.
///
/// # Errors
/// Those of the database.
pub fn bring(tx: &mut Tx<'_>, board: BoardId, topic: TopicId, brought: &[Brought]) -> Result<()> {
    if brought.is_empty() {
        return Ok(());
    }
    let keys: Vec<&str> = brought.iter().map(|one| one.key.as_str()).collect();
    let missing: Vec<_> = {
        let known = keyed(tx, &[board], &keys)?;
        brought
            .iter()
            .filter(|one| known.iter().all(|field| field.key != one.key))
            .collect()
    };
    for one in missing {
        let kind = Kind::named(&one.kind).filter(|kind| match kind {
            // What might have been chosen there is not known.
            Kind::Choice => false,
            Kind::YesNo => one.value == "yes" || one.value == "no",
            Kind::Number => one.value.parse::<f64>().is_ok_and(f64::is_finite),
            Kind::Text => true,
        });
        let asked = Asked {
            key: one.key.clone(),
            label: one.label.clone(),
            ..Asked::default()
        };
        put_field(tx, board, &asked, kind.unwrap_or(Kind::Text), 0, false)?;
    }
    let known = keyed(tx, &[board], &keys)?;
    let answers = brought
        .iter()
        .filter_map(|one| {
            let field = known.iter().find(|field| field.key == one.key)?;
            // A value that this board's field does not take is left out rather than bent.
            let fits = match field.kind {
                Kind::Text => true,
                Kind::Number => one.value.parse::<f64>().is_ok_and(f64::is_finite),
                Kind::Choice | Kind::YesNo => field.options().contains(&one.value.as_str()),
            };
            fits.then(|| (field.id, one.value.clone()))
        })
        .collect();
    put(tx, topic, &Answers(answers))
}

/// The answers of a topic by key, as a form or the API takes them.
///
/// # Errors
/// Those of the database.
pub fn by_key(conn: &mut Conn, topic: TopicId) -> Result<Typed> {
    Ok(of(conn, topic)?
        .into_iter()
        .map(|a| (a.key, a.value))
        .collect())
}

fn put(tx: &mut Tx<'_>, topic: TopicId, answers: &Answers) -> Result<()> {
    for (field, value) in &answers.0 {
        diesel::delete(topic_fields::table.find((topic, *field))).execute(&mut **tx)?;
        if !value.is_empty() {
            diesel::insert_into(topic_fields::table)
                .values((
                    topic_fields::topic_id.eq(topic),
                    topic_fields::field_id.eq(*field),
                    topic_fields::value.eq(value),
                ))
                .execute(&mut **tx)?;
        }
    }
    Ok(())
}

/// Keeps the answers that came with a new topic.
///
/// # Errors
/// Those of the database.
pub fn answer(tx: &mut Tx<'_>, topic: TopicId, answers: &Answers) -> Result<()> {
    put(tx, topic, answers)
}

/// Changes a topic's answers; what they were is told among its changes. Whoever edits the topic was asked before.
///
/// # Errors
/// Those of the database.
pub fn change(
    tx: &mut Tx<'_>,
    by: &Member,
    topic: &Topic,
    answers: &Answers,
    now: Time,
) -> Result<()> {
    let before = of(tx, topic.id)?;
    put(tx, topic.id, answers)?;
    let after = of(tx, topic.id)?;
    let mut changes = Vec::new();
    for answer in before.iter().chain(&after) {
        let value = |all: &[Answer]| {
            let found = all.iter().find(|a| a.key == answer.key);
            found.map(|a| a.value.clone()).unwrap_or_default()
        };
        let change = Change {
            what: answer.label.clone(),
            before: value(&before),
            after: value(&after),
        };
        if change.before != change.after && !changes.contains(&change) {
            changes.push(change);
        }
    }
    if changes.is_empty() {
        return Ok(());
    }
    note(tx, topic.id, &changes, by, now)?;
    store::touch(tx, topic.id, now)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.id),
            verb: Verb::TopicEdited,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "words": false, "board": topic.board_id, "fields": true }),
        },
    )?;
    Ok(())
}

/// Something about a topic that is not its text, before and after an edit. `what` is empty for its tags.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The field's label, or nothing for the tags.
    pub what: String,
    /// What it was.
    pub before: String,
    /// What it became.
    pub after: String,
}

/// Writes down what changed besides the text.
///
/// # Errors
/// Those of the database.
pub fn note(
    tx: &mut Tx<'_>,
    topic: TopicId,
    changes: &[Change],
    by: &Member,
    now: Time,
) -> Result<()> {
    let told = serde_json::to_string(changes).map_err(Error::internal)?;
    Ok(store::insert_facts(tx, topic, &told, by.id, now)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: Kind, required: bool) -> Field {
        Field {
            id: FieldId::new(1),
            board_id: BoardId::new(1),
            key: "size".into(),
            label: "Size".into(),
            kind,
            required,
            choices: "small\nlarge".into(),
            hint: String::new(),
            position: 0,
            asked: true,
        }
    }

    #[test]
    fn answers_fit_what_is_asked() {
        let typed = |value: &str| Typed::from([("size".to_owned(), value.to_owned())]);
        let good =
            |kind, value| check(&[field(kind, true)], &typed(value)).map(|a| a.0[0].1.clone());
        assert_eq!(good(Kind::Text, " a  b "), Ok("a b".into()));
        assert_eq!(good(Kind::Number, "1,5"), Ok("1.5".into()));
        assert_eq!(good(Kind::Choice, "small"), Ok("small".into()));
        assert_eq!(good(Kind::YesNo, "no"), Ok("no".into()));
        for (kind, value) in [
            (Kind::Text, ""),
            (Kind::Text, "a\u{202E}b"),
            (Kind::Number, "many"),
            (Kind::Number, "inf"),
            (Kind::Number, "NaN"),
            (Kind::Choice, "medium"),
            (Kind::YesNo, "maybe"),
        ] {
            assert!(good(kind, value).is_err(), "{value}");
        }
        assert!(check(&[field(Kind::Text, false)], &Typed::new()).is_ok());
        assert!(
            no_others(
                &[field(Kind::Text, false)],
                &Typed::from([("other".into(), "x".into())])
            )
            .is_err()
        );
    }

    #[test]
    fn a_form_has_fields_with_names_of_their_own() {
        let asked = |label: &str| Asked {
            label: label.into(),
            ..Asked::default()
        };
        assert!(Form::parse("", &[asked("Size"), asked("Colour")]).is_ok());
        assert!(Form::parse("", &[asked("Size"), asked("size!")]).is_err());
        assert!(Form::parse("", &[asked("")]).is_err());
        let many: Vec<_> = (0..11).map(|n| asked(&format!("Field {n}"))).collect();
        assert!(Form::parse("", &many).is_err());
        let choice = Asked {
            kind: "choice".into(),
            choices: vec!["one".into()],
            ..asked("Size")
        };
        assert!(Form::parse("", &[choice]).is_err());
    }
}
