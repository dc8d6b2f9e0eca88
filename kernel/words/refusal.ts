/**
 * An expected "no": a code that the contract declares, with the facts the user needs (who, when, how much).
 * The text in the user's language is made from both, at the edge; the code never carries prose.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}
