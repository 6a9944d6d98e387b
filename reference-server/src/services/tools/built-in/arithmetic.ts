const constants = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

const functions = new Map<string, (...values: number[]) => number>([
  ['abs', Math.abs],
  ['ceil', Math.ceil],
  ['exp', Math.exp],
  ['floor', Math.floor],
  ['ln', Math.log],
  ['log', Math.log10],
  ['max', Math.max],
  ['min', Math.min],
  ['round', Math.round],
  ['sqrt', Math.sqrt],
]);

interface Operator {
  /** How strongly it holds what stands on its left. */
  binds: number;
  /** What holds less strongly ends its right side. */
  right: number;
  apply(left: number, right: number): number;
}

const operators = new Map<string, Operator>([
  ['+', { binds: 1, right: 2, apply: (left, right) => left + right }],
  ['-', { binds: 1, right: 2, apply: (left, right) => left - right }],
  ['*', { binds: 2, right: 3, apply: (left, right) => left * right }],
  ['/', { binds: 2, right: 3, apply: (left, right) => left / right }],
  ['%', { binds: 2, right: 3, apply: (left, right) => left % right }],
  ['^', { binds: 3, right: 3, apply: (left, right) => left ** right }],
]);

/** A sign holds less than a power does: `-2 ^ 2` is -4. */
const signBinds = 3;

const token = /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|(?<name>[a-z]\w*)|(?<sign>\S))/iy;

/**
 * Works out an expression in one pass, in the numbers of IEEE 754.
 *
 * @throws Error that says what was found where
 */
export function evaluate(expression: string): number {
  return new Reading(expression).all();
}

interface Token {
  kind: 'number' | 'name' | 'sign' | 'end';
  text: string;
}

class Reading {
  readonly #expression: string;
  #at = 0;
  #next: Token = { kind: 'end', text: '' };

  constructor(expression: string) {
    this.#expression = expression;
    this.#advance();
  }

  all(): number {
    const value = this.#operation(1);
    if (this.#next.kind !== 'end') throw this.#unexpected();
    return value;
  }

  /** Operands joined by operators that bind at least so much. */
  #operation(least: number): number {
    let value = this.#operand();
    for (;;) {
      const operator = operators.get(this.#next.text);
      if (!operator || operator.binds < least) return value;
      this.#advance();
      value = operator.apply(value, this.#operation(operator.right));
    }
  }

  #operand(): number {
    const { kind, text } = this.#next;
    if (kind === 'end') throw this.#unexpected();
    this.#advance();
    if (kind === 'number') return Number(text);
    if (kind === 'name') return this.#named(text.toLowerCase());
    if (text === '-') return -this.#operation(signBinds);
    if (text === '+') return this.#operation(signBinds);
    if (text !== '(') throw new Error(`${JSON.stringify(text)} stands where a value should be.`);
    const [value = Number.NaN, ...others] = this.#list();
    if (others.length > 0) throw new Error('A comma stands outside the parentheses of a function.');
    return value;
  }

  #named(name: string): number {
    const value = constants.get(name);
    if (value !== undefined) return value;
    const apply = functions.get(name);
    if (!apply) throw new Error(`There is no ${name}.`);
    if (this.#next.text !== '(') throw this.#unexpected();
    this.#advance();
    return apply(...this.#list());
  }

  /** What stands between parentheses, the first of which is past. */
  #list(): number[] {
    const values = [this.#operation(1)];
    while (this.#next.text === ',') {
      this.#advance();
      values.push(this.#operation(1));
    }
    if (this.#next.text !== ')') throw this.#unexpected();
    this.#advance();
    return values;
  }

  #advance(): void {
    token.lastIndex = this.#at;
    const groups = token.exec(this.#expression)?.groups;
    const kind = (['number', 'name', 'sign'] as const).find((candidate) => groups?.[candidate] !== undefined) ?? 'end';
    this.#next = { kind, text: groups?.[kind] ?? '' };
    if (groups) this.#at = token.lastIndex;
  }

  #unexpected(): Error {
    const { kind, text } = this.#next;
    return new Error(
      kind === 'end' ? 'The expression ends too early.' : `${JSON.stringify(text)} is not expected there.`,
    );
  }
}
