/** The part of the classic script `adaptivecards.min.js` that the page uses. */
declare namespace AdaptiveCards {
  class HostConfig {
    constructor(config: object);
    readonly inputs: { allowDynamicallyFilteredChoiceSet: boolean };
  }

  class Action {
    readonly id?: string;
    readonly title?: string;
    readonly renderedElement?: HTMLElement;
    getJsonTypeName(): string;
  }

  class SubmitAction extends Action {
    /** Includes the values of the inputs once the action runs. */
    readonly data?: object;
  }

  class ExecuteAction extends Action {
    readonly verb?: string;
    readonly data?: object;
  }

  class OpenUrlAction extends Action {
    readonly url?: string;
  }

  class Input {
    readonly label?: string;
    readonly renderedElement?: HTMLElement;
    readonly renderedInputControlElement?: HTMLElement;
  }

  class Choice {
    constructor(title?: string, value?: string);
    readonly title?: string;
    readonly value?: string;
  }

  class ChoiceSetInput extends Input {
    readonly id?: string;
    readonly style?: string;
    readonly isMultiSelect: boolean;
    readonly defaultValue?: string;
    /** What is added to it can be chosen, too. */
    readonly choices: Choice[];
  }

  class AdaptiveCard {
    static onProcessMarkdown:
      ((text: string, result: { didProcess: boolean; outputHtml?: string }) => void) | null;
    hostConfig: HostConfig;
    onExecuteAction?: (action: Action) => void;
    parse(card: object): void;
    render(): HTMLElement | undefined;
    getAllInputs(): Input[];
  }

  const GlobalSettings: {
    setTabIndexAtCardRoot: boolean;
    useMarkdownInRadioButtonAndCheckbox: boolean;
    useAdvancedTextBlockTruncation: boolean;
  };
}
