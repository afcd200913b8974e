//! What was typed into the form for a new request, checked field by field.

use std::collections::BTreeMap;

use domain::ids::{DataRequestId, OrganisationId, PersonId};
use domain::period::Period;
use domain::text::{BadText, Prose, Title};
use jiff::civil::Date;

use super::actions::NewRequest;
use super::store::RequestScope;

/// A form's fields as they were sent, in order; a name may come several times.
#[derive(Debug, Clone, Default)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// The first value of a field.
    pub fn one(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub fn many<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a field has this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.many(name).any(|one| one == value)
    }
}

/// Key of the sentence beside each field that needs mending.
pub type Problems = BTreeMap<&'static str, &'static str>;

/// Who may be asked: each organisation with the people that may be its contact.
pub type Contacts = Vec<(OrganisationId, Vec<PersonId>)>;

/// The request that was typed. Errors: what to mend, by field.
pub fn parse(typed: &Typed, today: Date, contacts: &Contacts) -> Result<NewRequest, Problems> {
    let mut problems = Problems::new();
    let title = Title::parse(typed.one("title"));
    let what = Prose::parse(typed.one("what"));
    let indicator = typed.one("indicator").parse();
    let period = period(typed);
    let due = typed
        .one("due_on")
        .parse::<Date>()
        .ok()
        .filter(|due| *due >= today);
    let partners = partners(typed, contacts);
    let mut optional = |field: &'static str| {
        Prose::parse(typed.one(field))
            .map(|text| text.to_string())
            .or_else(|error| match error {
                BadText::Empty => Ok(String::new()),
                BadText::TooLong(_) | BadText::NotAnEmail | BadText::NotASlug => {
                    problems.insert(field, "request-error-too-long");
                    Err(error)
                }
            })
    };
    let texts = [
        optional("what_es"),
        optional("why"),
        optional("why_es"),
        optional("title_es"),
    ];
    let mut wrong = |is_wrong: bool, field: &'static str, key: &'static str| {
        if is_wrong {
            problems.insert(field, key);
        }
    };
    wrong(title.is_err(), "title", "request-error-title");
    wrong(what.is_err(), "what", "request-error-what");
    wrong(indicator.is_err(), "indicator", "request-error-indicator");
    wrong(period.is_err(), "period", "request-error-period");
    wrong(due.is_none(), "due_on", "request-error-due");
    wrong(partners.is_empty(), "partner", "request-error-partners");
    let [Ok(what_es), Ok(why), Ok(why_es), Ok(title_es)] = texts else {
        return Err(problems);
    };
    let (Ok(title), Ok(what), Ok(indicator), Ok(period), Some(due_on)) =
        (title, what, indicator, period, due)
    else {
        return Err(problems);
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(NewRequest {
        id: typed
            .one("id")
            .parse()
            .unwrap_or_else(|_| DataRequestId::from_uuid(platform::secrets::new_uuid())),
        title,
        title_es,
        what,
        what_es,
        why,
        why_es,
        indicator,
        period,
        due_on,
        is_counts_only: typed.has("is_counts_only", "yes"),
        scope: RequestScope {
            places: typed.many("place").map(str::to_owned).collect(),
            dimensions: typed.many("dimension").map(str::to_owned).collect(),
        },
        partners,
    })
}

/// The period, or nothing where it stands in the file.
fn period(typed: &Typed) -> Result<Option<Period>, domain::period::NotAPeriod> {
    if typed.has("period_is_in_file", "yes") {
        return Ok(None);
    }
    Period::parse(typed.one("period")).map(Some)
}

/// Chosen organisations with their contact; who does not belong to the organisation is not taken.
fn partners(typed: &Typed, contacts: &Contacts) -> Vec<(OrganisationId, PersonId)> {
    let mut partners = Vec::new();
    for (organisation, people) in contacts {
        if !typed.has("partner", &organisation.to_string()) {
            continue;
        }
        let chosen = typed.one(&format!("contact-{organisation}"));
        let person = people
            .iter()
            .find(|person| person.to_string() == chosen)
            .or(people.first());
        partners.extend(person.map(|person| (*organisation, *person)));
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use platform::secrets::new_uuid;

    fn contacts() -> Contacts {
        let person = || PersonId::from_uuid(new_uuid());
        vec![(OrganisationId::from_uuid(new_uuid()), vec![person(), person()])]
    }

    fn typed(contacts: &Contacts, changed: &[(&str, &str)]) -> Typed {
        let (organisation, people) = &contacts[0];
        let mut fields = vec![
            ("title".to_owned(), "Fall attendance".to_owned()),
            ("what".to_owned(), "Counts by grade".to_owned()),
            ("indicator".to_owned(), new_uuid().to_string()),
            ("period".to_owned(), "2025-26".to_owned()),
            ("due_on".to_owned(), "2026-09-30".to_owned()),
            ("partner".to_owned(), organisation.to_string()),
            (format!("contact-{organisation}"), people[1].to_string()),
        ];
        for (name, value) in changed {
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        Typed(fields)
    }

    #[test]
    fn a_filled_form_is_a_request() {
        let contacts = contacts();
        let new = parse(&typed(&contacts, &[]), date(2026, 9, 15), &contacts).unwrap();
        assert_eq!(new.partners, [(contacts[0].0, contacts[0].1[1])]);
        assert_eq!(new.period, Some(Period::SchoolYear(2025)));
        let in_file = typed(&contacts, &[("period", ""), ("period_is_in_file", "yes")]);
        assert_eq!(
            parse(&in_file, date(2026, 9, 15), &contacts).unwrap().period,
            None
        );
        assert!(
            parse(&typed(&contacts, &[]), date(2026, 9, 30), &contacts).is_ok(),
            "due today"
        );
    }

    #[test]
    fn each_slip_is_told_beside_its_field() {
        let contacts = contacts();
        let cases = [
            ("title", " "),
            ("what", ""),
            ("indicator", "x"),
            ("period", "soon"),
            ("due_on", "2026-09-14"),
            ("partner", "nobody"),
        ];
        for (field, value) in cases {
            let problems =
                parse(&typed(&contacts, &[(field, value)]), date(2026, 9, 15), &contacts).unwrap_err();
            assert_eq!(problems.keys().copied().collect::<Vec<_>>(), [field]);
        }
    }

    #[test]
    fn a_stranger_is_no_contact() {
        let contacts = contacts();
        let organisation = contacts[0].0;
        let stranger = new_uuid().to_string();
        let form = typed(&contacts, &[(&format!("contact-{organisation}"), &stranger)]);
        let new = parse(&form, date(2026, 9, 15), &contacts).unwrap();
        assert_eq!(new.partners, [(organisation, contacts[0].1[0])]);
    }
}
