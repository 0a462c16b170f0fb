//! Companies: where persons work, and when two spellings name the same one.

use crate::people::names;

/// Legal forms as their folded letters without spaces or dots, told at the end of a name.
const FORMS: &[&str] = &[
    "ab",
    "aboyj",
    "ae",
    "ag",
    "agcokg",
    "agcokgaa",
    "aps",
    "as",
    "asa",
    "bv",
    "bvba",
    "co",
    "coinc",
    "coltd",
    "company",
    "corp",
    "corporation",
    "cv",
    "cvba",
    "doo",
    "dd",
    "ead",
    "ebvba",
    "ek",
    "eood",
    "epe",
    "esp",
    "eu",
    "ev",
    "gbr",
    "geg",
    "gesmbh",
    "ggmbh",
    "gmbh",
    "gmbhcokg",
    "gmbhcokgaa",
    "gmbhundcokg",
    "gmbhandcokg",
    "hf",
    "inc",
    "incorporated",
    "is",
    "jdoo",
    "jsc",
    "kd",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "ks",
    "kda",
    "lda",
    "limited",
    "limitada",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "ltee",
    "mbh",
    "nv",
    "nyrt",
    "og",
    "ohg",
    "ood",
    "ou",
    "oy",
    "oyj",
    "partg",
    "partgmbb",
    "plc",
    "pllc",
    "private",
    "pteltd",
    "ptyltd",
    "privateltd",
    "privatelimited",
    "pvtltd",
    "pvtlimited",
    "pty",
    "pvt",
    "sa",
    "sab",
    "sabdecv",
    "sadecv",
    "sapa",
    "sapidecv",
    "sarl",
    "sas",
    "sasu",
    "sau",
    "sca",
    "sccl",
    "scoop",
    "scop",
    "scp",
    "sdnbhd",
    "bhd",
    "se",
    "secokg",
    "sia",
    "sl",
    "sll",
    "slp",
    "slu",
    "snc",
    "spa",
    "spj",
    "spk",
    "spol",
    "spolsro",
    "spzoo",
    "spzooksk",
    "spzoospk",
    "srl",
    "srls",
    "sro",
    "sprl",
    "tbk",
    "uab",
    "ug",
    "ughaftungsbeschrankt",
    "ughaftungsbeschranktcokg",
    "ughaftungsbeschrankung",
    "zrt",
    "zoo",
    "ooo",
    "оао",
    "ооо",
    "ао",
    "зао",
    "пао",
    "ип",
    "тов",
    "有限公司",
    "株式会社",
    "有限会社",
    "合同会社",
];

/// Legal forms told as a word of their own before a name.
const FORMS_BEFORE: &[&str] = &[
    "the",
    "pt",
    "ооо",
    "оао",
    "ао",
    "зао",
    "пао",
    "ип",
    "тов",
    "شركة",
    "مؤسسة",
    "sia",
    "uab",
    "firma",
];

/// Legal forms written without a space before or after a name in Chinese, Japanese or Korean.
const FORMS_ATTACHED: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "有限公司",
    "주식회사",
    "유한회사",
    "(株)",
    "(有)",
    "(同)",
    "(주)",
];

/// Words between two names that say no more than `&`.
const AND: &[&str] = &["and", "und", "et", "y", "e", "og", "och", "en", "i"];

/// Longest run of words that may spell one legal form: `ug haftungsbeschrankt & co kg` is four.
const LONGEST_FORM: usize = 5;

/// What companies are compared by: folded letters and digits without legal form, `&`, spaces or marks.
///
/// Empty for an empty name, and only then: a name made of nothing else keeps its legal form, one made of
/// punctuation keeps that.
///
/// # Example: are these two the same company?
/// ```
/// use domain::companies::company_key;
/// assert_eq!(company_key("Aceites Río Ñ, S.L."), company_key("Aceites Rio N SL"));
/// ```
pub fn company_key(name: &str) -> String {
    let folded = names::fold(name);
    let bare = without_attached_form(&folded);
    let undotted: Vec<String> = bare.split_whitespace().map(undot).collect();
    let joined = undotted.join(" ");
    let mut words: Vec<String> = joined.split('&').flat_map(names::words).collect();
    strip_forms(&mut words);
    let last = words.len().saturating_sub(1);
    let key: String = words
        .iter()
        .enumerate()
        .filter(|(at, word)| *at == 0 || *at == last || !AND.contains(&word.as_str()))
        .map(|(_, word)| word.as_str())
        .collect();
    if key.is_empty() { folded } else { key }
}

/// `s.a.r.l.` without its dots, so that it is one word; other words as they are.
fn undot(word: &str) -> String {
    let body = word.trim_end_matches([',', ';', ')']).trim_start_matches('(');
    let parts: Vec<&str> = body.split('.').filter(|part| !part.is_empty()).collect();
    let is_initials = parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1);
    if is_initials { parts.concat() } else { word.to_owned() }
}

/// Drops forms that are written without a space around CJK names; a name that is only a form stays.
fn without_attached_form(folded: &str) -> String {
    let mut name = folded.trim();
    loop {
        let shorter = FORMS_ATTACHED
            .iter()
            .find_map(|form| name.strip_prefix(form).or_else(|| name.strip_suffix(form)))
            .map(str::trim);
        match shorter {
            Some(rest) if !rest.is_empty() => name = rest,
            _ => return name.to_owned(),
        }
    }
}

/// Drops every legal form at the end, and those known before a name; at least one word stays.
fn strip_forms(words: &mut Vec<String>) {
    loop {
        let before = words.len();
        if words.len() > 1
            && words.first().is_some_and(|word| FORMS_BEFORE.contains(&word.as_str()))
        {
            words.remove(0);
        }
        if let Some(keep) = without_last_form(words) {
            words.truncate(keep);
        }
        if words.len() == before {
            return;
        }
    }
}

/// How many words stay when the longest legal form at the end goes; none when there is no form.
fn without_last_form(words: &[String]) -> Option<usize> {
    let most = LONGEST_FORM.min(words.len().saturating_sub(1));
    (1..=most).rev().map(|n| words.len() - n).find(|&keep| {
        let end: String = words.iter().skip(keep).map(String::as_str).collect();
        FORMS.contains(&end.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, same: bool) {
        let keys = (company_key(left), company_key(right));
        assert_eq!(keys.0 == keys.1, same, "{left} / {right}: {keys:?}");
    }

    #[test]
    fn legal_forms_marks_and_punctuation_do_not_tell_companies_apart() {
        check("Aceites Río Ñ, S.L.", "Aceites Rio N SL", true);
        check("Aceites Rio N", "aceites rio n s. l.", true);
        check("Groß & Söhne GmbH & Co. KG", "Gross und Sohne", true);
        check("Groß & Söhne GmbH & Co. KG", "GROSS & SÖHNE GMBH & CO KG", true);
        check("Łódź Sp. z o.o.", "Lodz Sp z oo", true);
        check("Łódź Sp. z o.o.", "Lodz", true);
        check("株式会社例示", "例示 株式会社", true);
        check("㈱例示", "例示", true);
        check("Acme, Inc.", "ACME Incorporated", true);
        check("Acme Co., Ltd.", "Acme", true);
        check("Toyo K.K.", "Toyo KK", true);
        check("Exten Corp.", "Exten Corporation", true);
        check("Société Générale S.A.", "Societe Generale", true);
        check("Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo", true);
        check("ООО Ромашка", "Ромашка", true);
        check("The Northwind Pumps Ltd", "Northwind Pumps Limited", true);
        check("Müller (UG haftungsbeschränkt)", "Muller", true);
        check("Petrobras Pty Ltd", "Petrobras Pty. Ltd.", true);
        check("شركة المثال", "المثال", true);
    }

    #[test]
    fn other_names_stay_apart() {
        check("Northwind Pumps", "Northwind Valves", false);
        check("Acme 1", "Acme 2", false);
        check("A & B", "A & C", false);
        check("Smith", "Smith and Jones", false);
        check("SA", "AG", false);
        check("!!!", "???", false);
        check("東京商事", "大阪商事", false);
    }

    #[test]
    fn only_an_empty_name_has_an_empty_key() {
        assert_eq!(company_key("  "), "");
        assert_eq!(company_key("GmbH"), "gmbh");
        assert_eq!(company_key("@SUM(A1:A9)"), "suma1a9");
        assert!(!company_key("…!").is_empty());
    }
}
