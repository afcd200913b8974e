//! Prints a page with one of every figure, to look at: `cargo run -p mainstay-charts --example gallery -- STYLESHEET > page.html`.
//!
//! With `--file NAME` it prints one figure as a standalone SVG file instead; with `--spanish` the words are Spanish.

mod samples;

use mainstay_charts::{Caption, Palette, Size, Words};
use samples::{bars, figures, multiples, ruler, small_trends, tight_ruler};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words = if arguments.iter().any(|argument| argument == "--spanish") {
        Words::spanish()
    } else {
        Words::english()
    };
    if let Some(at) = arguments.iter().position(|argument| argument == "--file") {
        let name = arguments.get(at + 1).map_or("", String::as_str);
        file(
            name,
            arguments.iter().any(|argument| argument == "--narrow"),
            &words,
        );
        return;
    }
    let sheet = arguments.first().map_or("mainstay.css", String::as_str);
    println!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Gallery</title>\
         <link rel=\"stylesheet\" href=\"{sheet}\"></head><body>\
         <div class=\"hero\"><div class=\"wrap\"><figure class=\"ruler\">{}</figure>\
         <figure class=\"ruler\">{}</figure></div></div><main class=\"wrap with-rail\"><div>",
        ruler().draw(&words).inline("ruler"),
        tight_ruler().draw(&words).inline("ruler2"),
    );
    for (name, figure) in figures(&words) {
        println!(
            "<figure class=\"fig\"><figcaption><h3>{}</h3></figcaption>{}</figure>",
            figure.title,
            figure.inline(name)
        );
        println!("<p class=\"src\">{}</p>", figure.description);
    }
    println!("<figure class=\"fig\"><ul class=\"multiples\">");
    for (index, panel) in multiples().draw(&words).panels.iter().enumerate() {
        let name = format!("panel{index}");
        println!("<li><h4>{}</h4>{}</li>", panel.title, panel.inline(&name));
    }
    println!("</ul></figure><table class=\"results\"><tbody>");
    for (index, trend) in small_trends().iter().enumerate() {
        let line = trend.draw_small(&words).inline(&format!("small{index}"));
        println!(
            "<tr><th scope=\"row\">{}</th><td class=\"c-spark\">{line}</td></tr>",
            trend.title
        );
    }
    println!("</tbody></table>");
    println!(
        "<figure class=\"spark\">{}</figure>",
        bars().draw(&words).inline("bars")
    );
    println!("</div></main></body></html>");
}

fn file(name: &str, is_narrow: bool, words: &Words) {
    let mut all = figures(words);
    all.push(("ruler", ruler().draw(words)));
    all.push(("multiples", multiples().draw(words).whole));
    all.push(("bars", bars().draw(words)));
    let size = if is_narrow { Size::Narrow } else { Size::Wide };
    let caption = Caption {
        headline: "Rising since 2022, and on course for 79% in 2028".to_owned(),
        subtitle: "Students in grades 6–9 present on more than 90% of enrolled days, Linden County, by school year"
            .to_owned(),
        footer: vec!["Linden Together (2025). Regular attendance, version 2. lindentogether.example/results/attendance".to_owned()],
    };
    for (other, figure) in all {
        if other == name {
            print!("{}", figure.standalone(size, &caption, &Palette::LIGHT));
        }
    }
}
