//! The colours of a picture that travels alone, and what each class of mark means in them.

/// Colours for a picture without a style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each field is the token of the same name in the style sheet"
)]
pub struct Palette {
    pub paper: &'static str,
    pub ink: &'static str,
    pub ink_2: &'static str,
    pub ink_3: &'static str,
    pub line_2: &'static str,
    pub line_strong: &'static str,
    pub d1: &'static str,
    pub d1_wash: &'static str,
    pub d2: &'static str,
    pub d3: &'static str,
    pub context: &'static str,
    pub grid: &'static str,
    pub goal: &'static str,
    pub hatch: &'static str,
    pub down: &'static str,
    pub stripe: &'static str,
    pub warn: &'static str,
    pub warn_wash: &'static str,
    pub q: [&'static str; 5],
    pub hero: &'static str,
    pub hero_ink: &'static str,
    pub hero_ink_2: &'static str,
    pub hero_line: &'static str,
    pub hero_mark: &'static str,
}

impl Palette {
    /// Ink on light paper: what prints and what e-mail shows.
    pub const LIGHT: Self = Self {
        paper: "#fbfbf8",
        ink: "#15201e",
        ink_2: "#42504c",
        ink_3: "#5a6662",
        line_2: "#b4beb8",
        line_strong: "#76827d",
        d1: "#083855",
        d1_wash: "#d3e1ea",
        d2: "#d96f1e",
        d3: "#23a08c",
        context: "#84918b",
        grid: "#e1e5e0",
        goal: "#a24b00",
        hatch: "#93a09a",
        down: "#8d3107",
        stripe: "#f1f3ef",
        warn: "#744700",
        warn_wash: "#fff3dc",
        q: ["#e4edf1", "#b9d2dd", "#7facc1", "#3f7c9a", "#083855"],
        hero: "#0c3f3b",
        hero_ink: "#ffffff",
        hero_ink_2: "#cfe3de",
        hero_line: "#5b938d",
        hero_mark: "#ffb25c",
    };

    /// The same inks on white: what is printed on paper, where a ground would be a grey box.
    pub const PRINT: Self = Self {
        paper: "#ffffff",
        ..Self::LIGHT
    };

    /// The attributes that paint a shape of this class, or `None` for a class nobody has described.
    pub(crate) fn shape(&self, class: &str) -> Option<String> {
        let stroked = |colour: &str, width: f64, more: &str| {
            Some(format!(
                "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{more}"
            ))
        };
        let filled = |colour: &str| Some(format!("fill=\"{colour}\""));
        let both = |fill: &str, stroke: &str, width: f64| {
            Some(format!(
                "fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{width}\""
            ))
        };
        let round = " stroke-linejoin=\"round\" stroke-linecap=\"round\"";
        match class {
            "" => Some(String::new()),
            "grid" => stroked(self.grid, 1.0, ""),
            "axis" | "lead" => stroked(self.line_strong, 1.0, ""),
            "ln" => stroked(self.d1, 3.0, round),
            "ln ctx" => stroked(self.context, 1.75, round),
            "ln fc" => stroked(self.d1, 3.0, &format!("{round} stroke-dasharray=\"2 6\"")),
            "ln path" | "goal-ln" => stroked(self.goal, 1.5, " stroke-dasharray=\"5 4\""),
            "band" | "spread" => filled(self.d1_wash),
            "pt" => both(self.d1, self.paper, 2.0),
            "pt open" => both(self.paper, self.d1, 2.25),
            "pt ctx" => both(self.context, self.paper, 2.0),
            "goal" => filled(self.goal),
            "arrow" => stroked(self.d1, 2.5, ""),
            "s1" => filled(self.d1),
            "s2" => filled(self.d2),
            "s3" => filled(self.d3),
            "ctxbar" => filled(self.line_2),
            "q1" => filled(self.q[0]),
            "q2" => filled(self.q[1]),
            "q3" => filled(self.q[2]),
            "q4" => filled(self.q[3]),
            "q5" => filled(self.q[4]),
            "edge" => stroked(self.line_strong, 0.75, ""),
            "own" => stroked(self.ink, 3.0, ""),
            "late" => both(self.warn_wash, self.warn, 2.0),
            "diag" => both(self.stripe, self.line_2, 1.0),
            "none0" => stroked(self.line_2, 1.0, ""),
            "stripe" => filled(self.stripe),
            "off" => filled(self.line_2),
            "joint" => stroked(self.d1, 3.0, ""),
            "tie" => stroked(self.context, 1.4, " stroke-opacity=\"0.5\""),
            "tie two" => stroked(self.context, 2.4, " stroke-opacity=\"0.5\""),
            "tie many" => stroked(self.context, 3.6, " stroke-opacity=\"0.5\""),
            "tie on" => stroked(self.d1, 1.6, ""),
            "tie on two" => stroked(self.d1, 2.6, ""),
            "tie on many" => stroked(self.d1, 3.8, ""),
            "bar-done" => filled(self.context),
            "bar-on" => filled(self.d1),
            "bar-to" => both(self.paper, self.line_strong, 1.25),
            "slip" => Some(format!("stroke=\"{}\" stroke-width=\"1.5\"", self.down)),
            "today" => stroked(self.ink, 1.5, ""),
            "todaybox" => filled(self.ink),
            "rib" => Some(format!("fill=\"{}\" fill-opacity=\"0.26\"", self.d1)),
            "rib bb" => Some(format!("fill=\"{}\" fill-opacity=\"0.6\"", self.context)),
            "base" => stroked(self.hero_line, 10.0, " stroke-linecap=\"round\""),
            "done" => stroked(self.hero_ink, 10.0, " stroke-linecap=\"round\""),
            "rest" => stroked(self.hero_ink, 2.0, " stroke-dasharray=\"2 5\""),
            "tick" => stroked(self.hero_ink_2, 1.25, ""),
            "mark" => filled(self.hero_mark),
            "dot" => both(self.hero_ink, self.hero, 3.0),
            "ring" => both(self.hero, self.hero_ink, 2.5),
            _ => None,
        }
    }

    /// The colour of a text of these classes.
    pub(crate) fn text(&self, class: &str, ground: Ground) -> &'static str {
        let (plain, strong) = match ground {
            Ground::Paper => (self.ink_2, self.ink),
            Ground::Hero => (self.hero_ink_2, self.hero_ink),
        };
        class
            .split(' ')
            .find_map(|token| match token {
                "t-strong" | "t-mid" => Some(strong),
                "t-d1" => Some(self.d1),
                "t-goal" => Some(self.goal),
                "t-ctx" | "t-n" => Some(self.ink_3),
                "t-mark" => Some(self.hero_mark),
                "t-on" => Some(self.paper),
                // The one ink that reads on a bar of the second hue, in light and in dark.
                "t-inv" => Some("#15201e"),
                "t-late" => Some(self.warn),
                _ => None,
            })
            .unwrap_or(plain)
    }

    /// The colour behind the drawing.
    pub(crate) fn ground(&self, ground: Ground) -> &'static str {
        match ground {
            Ground::Paper => self.paper,
            Ground::Hero => self.hero,
        }
    }
}

/// What a drawing is made to stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    Paper,
    /// The dark head of a public page.
    Hero,
}
