//! Words that say little by themselves, in the languages the site speaks.

const ENGLISH: &str = "a about an and any are as at be been but by can could do does for from get give had has have how i if in into is it its just let like make me more my need no not of on only or other our out please should so some such than that the their them then there these they this to up us use want was we what when where which while who why will with without would you your allow add support able way ability feature option possible possibility instead also";
const GERMAN: &str = "aber alle als am an auch auf aus bei bitte da das dass dem den der des die doch du ein eine einem einen einer eines er es fur geben gibt hat haben ich ihr im in ins ist kann konnen man mehr mein mich mir mit nach nicht noch nur oder ohne sein sich sie sind so soll sollte uber um und uns unter vom von vor war was wenn wer wie wir wird wo zu zum zur";
const ARABIC: &str = "في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي ان أن إن او أو لا ما كل قد هل هو هي ثم حتى عند بعد قبل يجب يمكن اريد أريد نريد من فضلك";

/// Whether a folded word says little by itself.
pub fn is_stop(folded: &str) -> bool {
    use std::collections::HashSet;
    use std::sync::LazyLock;
    static ALL: LazyLock<HashSet<String>> = LazyLock::new(|| {
        [ENGLISH, GERMAN, ARABIC]
            .iter()
            .flat_map(|list| list.split(' '))
            .map(crate::text::fold)
            .collect()
    });
    ALL.contains(folded)
}
