//! Writing calendars: escaped, quoted, folded at 75 octets, each line ended by CR LF.

use std::fmt::Write as _;

use super::values::{Duration, End, Moment, Period};
use super::{Component, Parameter, Property, Rule, Value};

/// Longest line in octets, without its end (RFC 5545, section 3.1).
const LINE_MAX: usize = 75;

/// A calendar as text.
pub fn write(component: &Component) -> String {
    let mut out = String::new();
    put(component, &mut out);
    out
}

fn put(component: &Component, out: &mut String) {
    fold(&format!("BEGIN:{}", component.name), out);
    for property in &component.properties {
        fold(&line(property), out);
    }
    for part in &component.parts {
        put(part, out);
    }
    fold(&format!("END:{}", component.name), out);
}

fn line(property: &Property) -> String {
    let mut line = property.name.clone();
    for parameter in &property.parameters {
        line.push(';');
        line.push_str(&parameter_text(parameter));
    }
    line.push(':');
    line.push_str(&value(&property.value));
    line
}

fn parameter_text(parameter: &Parameter) -> String {
    let values: Vec<String> = parameter.values.iter().map(|value| quoted(value)).collect();
    format!("{}={}", parameter.name, values.join(","))
}

fn quoted(value: &str) -> String {
    let encoded = value.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    if encoded.contains([':', ';', ',']) {
        return format!("\"{encoded}\"");
    }
    encoded
}

fn value(value: &Value) -> String {
    let joined = |texts: Vec<String>| texts.join(",");
    match value {
        Value::Text(texts) => joined(texts.iter().map(|text| escaped(text)).collect()),
        Value::Moments(moments) => joined(moments.iter().map(|one| moment(*one)).collect()),
        Value::Periods(periods) => joined(periods.iter().map(|one| period(*one)).collect()),
        Value::Duration(length) => duration(*length),
        Value::Rule(rule) => rule_text(rule),
        Value::Offset(seconds) => offset(*seconds),
        Value::Number(number) => number.to_string(),
        Value::Other(text) => text.clone(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// A moment as calendars write it.
pub(super) fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.strftime("%Y%m%d").to_string(),
        Moment::Local(at) => at.strftime("%Y%m%dT%H%M%S").to_string(),
        Moment::Utc(at) => at.strftime("%Y%m%dT%H%M%SZ").to_string(),
    }
}

fn period(period: Period) -> String {
    let end = match period.end {
        End::At(at) => moment(at),
        End::After(length) => duration(length),
    };
    format!("{}/{end}", moment(period.start))
}

fn duration(length: Duration) -> String {
    let mut text = String::from(if length.is_before { "-P" } else { "P" });
    let mut put = |number: i64, unit: char| {
        if number > 0 {
            let _ = write!(text, "{number}{unit}");
        }
    };
    put(length.weeks, 'W');
    put(length.days, 'D');
    let has_hours = length.hours + length.minutes + length.seconds > 0;
    let is_nothing = length.weeks + length.days == 0 && !has_hours;
    if has_hours || is_nothing {
        text.push('T');
    }
    let mut put = |number: i64, unit: char| {
        if number > 0 {
            let _ = write!(text, "{number}{unit}");
        }
    };
    put(length.hours, 'H');
    put(length.minutes, 'M');
    put(length.seconds, 'S');
    if is_nothing {
        text.push_str("0S");
    }
    text
}

fn rule_text(rule: &Rule) -> String {
    let mut text = format!("FREQ={}", rule.frequency.word());
    for (name, value) in &rule.parts {
        let _ = write!(text, ";{name}={value}");
    }
    text
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.abs();
    let (hours, minutes, rest) = (size / 3600, size / 60 % 60, size % 60);
    let mut text = format!("{sign}{hours:02}{minutes:02}");
    if rest > 0 {
        let _ = write!(text, "{rest:02}");
    }
    text
}

/// Long lines go on in the next, which begins with a blank; never inside a letter of several octets.
fn fold(line: &str, out: &mut String) {
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > LINE_MAX {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
}
