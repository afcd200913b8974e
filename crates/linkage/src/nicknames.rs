//! Short and other forms of given names that are common in English and Spanish. Forms of one name stand in one row.

/// Rows of forms; a form may stand in several.
const FORMS: [&str; 62] = [
    "alexander alex alec sandy xander alejandro",
    "alexandra alex sandra lexi alejandra",
    "andrew andy drew andres",
    "anthony tony antonio",
    "benjamin ben benny",
    "catherine katherine kathryn cathy kathy kate katie katy kitty catalina",
    "charles charlie chuck chas carlos",
    "christina christine chris tina cristina",
    "christopher chris kit cristobal",
    "daniel dan danny",
    "david dave davy",
    "deborah debra deb debbie",
    "donald don donnie",
    "dorothy dot dottie",
    "edward ed eddie ted ned eduardo",
    "elizabeth liz beth betty eliza lisa libby betsy isabel",
    "emily em emmy emilia",
    "francis frank francisco paco pancho",
    "frances fran frankie francisca",
    "frederick fred freddie federico",
    "gabriel gabe",
    "gerald gerry jerry",
    "gregory greg",
    "guadalupe lupe",
    "harold harry hal",
    "henry hank harry enrique",
    "isabella bella izzy isabel",
    "jacob jake",
    "james jim jimmy jamie jaime",
    "jennifer jen jenny",
    "jessica jess jessie",
    "john jack johnny jon juan",
    "jonathan jon jonny",
    "joseph joe joey jose pepe",
    "joshua josh",
    "judith judy",
    "kenneth ken kenny",
    "kimberly kim",
    "lawrence larry laurence",
    "leonard leo len lenny",
    "louis lou luis lewis",
    "margaret maggie meg peggy marge margarita",
    "matthew matt mateo",
    "megan meg",
    "michael mike mick mickey miguel",
    "nancy nan ann",
    "nathaniel nathan nate",
    "nicholas nick nicky nicolas",
    "pamela pam",
    "patricia pat patty trish tricia",
    "patrick pat paddy",
    "peter pete pedro",
    "philip phillip phil felipe",
    "rebecca becky becca",
    "richard rick ricky dick rich ricardo",
    "robert bob bobby rob robbie bert roberto",
    "ronald ron ronnie",
    "samuel sam sammy",
    "stephen steven steve esteban",
    "susan sue susie suzanne",
    "thomas tom tommy tomas",
    "william will bill billy liam guillermo",
];

/// Whether two given names are forms of one.
pub(crate) fn are_one(left: &[u8], right: &[u8]) -> bool {
    let stands = |row: &str, name: &[u8]| row.split(' ').any(|form| form.as_bytes() == name);
    FORMS.iter().any(|row| stands(row, left) && stands(row, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bob_is_robert_and_not_william() {
        assert!(are_one(b"bob", b"robert"));
        assert!(!are_one(b"bob", b"william"));
    }
}
