//! Who must not be written to or called: headers and words by which programs say so.

use std::{collections::BTreeSet, sync::OnceLock};

use super::{
    fields::Field,
    headers::recognise,
    values::{fold, truth, word_set},
};

/// Words in a column of who may be written to that forbid it.
const NO: &str = "unsubscribed|unsubscribe|opted out|opt out|opt-out|optout|cleaned|complained|blocked|blacklisted|bounced|abgemeldet|ausgetragen|gekündigt|abbestellt|nicht abonniert|widerrufen|widersprochen|gesperrt|désabonné|désabonnée|désinscrit|désinscrite|non abonné|non abonnée|désinscrit(e)|désabonné(e)|bloqué|bloquée|dado de baja|dada de baja|desuscrito|desuscrita|no suscrito|no suscrita|cancelado|cancelada|suscripción cancelada|baja|bloqueado|bloqueada|descadastrado|descadastrada|inscrição cancelada|assinatura cancelada|não inscrito|não inscrita|não assinante|cancelou a inscrição|cancelou a assinatura|disiscritto|disiscritta|cancellato|cancellata|iscrizione annullata|annullato|non iscritto|non iscritta|bloccato|uitgeschreven|afgemeld|niet ingeschreven|opgezegd|geblokkeerd|配信停止|配信停止中|登録解除|購読解除|購読停止|解除|オプトアウト|wypisany|zrezygnował|avregistrerad|avprenumererad|afmeldt|avmeldt|已退订|退订|отписан|수신거부";
/// Words there that do not: they may be, or nobody has asked.
const YES: &str = "subscribed|opted in|opt in|opt-in|no consent|not consented|never subscribed|not subscribed yet|pending|archived|active|marketing contact|non-marketing contact|angemeldet|abonniert|eingetragen|keine Zustimmung|keine Einwilligung|ohne Zustimmung|archiviert|ausstehend|aktiv|abonné|abonnée|inscrit|inscrite|abonné(e)|inscrit(e)|aucun consentement|pas de consentement|sans consentement|archivé|en attente|actif|suscrito|suscrita|sin consentimiento|archivado|pendiente|activo|inscrito|inscrita|assinante|sem consentimento|arquivado|pendente|ativo|iscritto|iscritta|nessun consenso|archiviato|in attesa|attivo|ingeschreven|aangemeld|geabonneerd|geen toestemming|gearchiveerd|actief|購読中|登録済み|同意なし|アーカイブ済み|配信中|zapisany|brak zgody|prenumererar|已订阅|подписан|수신동의";
/// Words beside an opt-out that make it one of calls and texts.
const SPOKEN: &str = "sms|text|texts|call|calls|anruf|anrufe|appel|appels|llamada|llamadas|chamada|chamadas|chiamata|chiamate|oproep|whatsapp|電話";

/// `Opted out of email: Marketing`, `Abgemeldet (Newsletter)`: a header of which one part forbids a channel.
pub(crate) fn forbids(header: &str) -> Option<Field> {
    let parts: Vec<&str> = header
        .split([':', '(', ')', '/', '|', '：', '（', '）'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let fields = |part: &&str| recognise(part).map(|guess| guess.field);
    let is_bar =
        |field: &Field| matches!(field, Field::DoNotCall | Field::DoNotEmail | Field::DoNotContact);
    let bar = parts.iter().filter_map(fields).find(is_bar)?;
    let mut others = parts.iter().filter(|part| !fields(part).is_some_and(|field| is_bar(&field)));
    let is_spoken = |part: &&str| {
        fields(part).is_some_and(Field::is_phone)
            || fold(part).split(' ').any(|word| SPOKEN.split('|').any(|spoken| spoken == word))
    };
    if others.clone().any(|part| fields(part) == Some(Field::PhoneFax)) {
        None
    } else if bar == Field::DoNotEmail && others.any(is_spoken) {
        Some(Field::DoNotCall)
    } else {
        Some(bar)
    }
}

/// Whether a cell under a header that forbids says that it does; none when it says neither.
pub(crate) fn is_forbidden(cell: &str) -> Option<bool> {
    static WORDS: OnceLock<[BTreeSet<String>; 2]> = OnceLock::new();
    let [no, yes] = WORDS.get_or_init(|| [word_set(NO), word_set(YES)]);
    let folded = fold(cell);
    if no.contains(&folded) {
        Some(true)
    } else if yes.contains(&folded) {
        Some(false)
    } else {
        truth(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_header_forbids() {
        for (header, expected) in [
            ("Opted out of email: Marketing Information", Some(Field::DoNotEmail)),
            ("Opted out of email: One to One", Some(Field::DoNotEmail)),
            ("Newsletter - Unsubscribed", Some(Field::DoNotEmail)),
            ("Abgemeldet (Newsletter)", Some(Field::DoNotEmail)),
            ("SMS: Opt out", Some(Field::DoNotCall)),
            ("Fax: Opt out", None),
            ("Address 1 - City", None),
        ] {
            assert_eq!(forbids(header), expected, "{header}");
        }
    }

    #[test]
    fn words_of_programs_forbid_or_do_not() {
        for (cell, expected) in [
            ("Unsubscribed", Some(true)),
            ("Abgemeldet", Some(true)),
            ("Désabonné(e)", Some(true)),
            ("配信停止", Some(true)),
            ("true", Some(true)),
            ("Subscribed", Some(false)),
            ("No consent", Some(false)),
            ("", Some(false)),
            ("perhaps", None),
        ] {
            assert_eq!(is_forbidden(cell), expected, "{cell}");
        }
    }
}
