const style = (background: string) => ({
  backgroundColor: background,
  highlightBackgroundColor: "var(--accent-soft)",
  highlightForegroundColor: "var(--text)",
  foregroundColors: {
    default: color("--text", "--text-quiet"),
    dark: color("--text", "--text-quiet"),
    light: color("--text-quiet"),
    accent: color("--accent"),
    good: color("--good"),
    warning: color("--warning"),
    attention: color("--attention"),
  },
});

function color(name: string, subtle = name) {
  const highlightColors = { default: "var(--highlight)", subtle: "var(--highlight)" };
  return { default: `var(${name})`, subtle: `var(${subtle})`, highlightColors };
}

const font = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
});

/**
 * How cards look. Colours are the names of CSS variables, so a change of theme recolours the cards that stand
 * there without drawing them again, and what was typed into them stays.
 */
export function createHostConfig(): AdaptiveCards.HostConfig {
  const config = new AdaptiveCards.HostConfig({
    supportsInteractivity: true,
    fontTypes: { default: font("var(--font)"), monospace: font("var(--font-mono)") },
    lineHeights: { small: 18, default: 21, medium: 23, large: 26, extraLarge: 30 },
    spacing: { small: 4, default: 10, medium: 16, large: 22, extraLarge: 30, padding: 16 },
    separator: { lineThickness: 1, lineColor: "var(--border)" },
    imageSizes: { small: 32, medium: 56, large: 96 },
    containerStyles: {
      default: style("var(--card)"),
      emphasis: style("var(--emphasis-fill)"),
      accent: style("var(--accent-fill)"),
      good: style("var(--good-fill)"),
      warning: style("var(--warning-fill)"),
      attention: style("var(--attention-fill)"),
    },
    textBlock: { headingLevel: 3 },
    textStyles: { heading: { size: "large", weight: "bolder" }, columnHeader: { weight: "bolder" } },
    inputs: {
      label: {
        inputSpacing: "small",
        requiredInputs: { weight: "bolder", size: "default", suffix: " *", suffixColor: "attention" },
        optionalInputs: { weight: "bolder", size: "default" },
      },
      errorMessage: { color: "attention", size: "small", weight: "default" },
    },
    // The gap between buttons is CSS's business, so that they can wrap; hence no spacers.
    actions: {
      maxActions: 6,
      buttonSpacing: 0,
      spacing: "medium",
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      allowTitleToWrap: true,
      showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    },
    factSet: {
      title: { weight: "bolder", color: "default", isSubtle: true, wrap: true, maxWidth: 160 },
      value: { wrap: true },
      spacing: 16,
    },
    adaptiveCard: { allowCustomStyle: false },
  });
  // The answers to a dynamic search are not fetched here; the choices the card brings are filtered instead.
  config.inputs.allowDynamicallyFilteredChoiceSet = false;
  return config;
}
