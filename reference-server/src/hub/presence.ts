/** What a member can be found by, `{userId: 'alice', clientId: '7'}`; the kinds are ours, the values are not. */
export type Names = Readonly<Record<string, string>>;

/** Those of one name who are, or were, more than one; a class of its own, so that a member may be a set. */
class Several<Member> extends Set<Member> {}

/** Who is here, and under which names. Most names have one member, who is kept without a set. */
export class Presence<Member> {
  readonly #names = new Map<Member, Names>();
  readonly #byName = new Map<string, Map<string, Member | Several<Member>>>();
  #members: ReadonlySet<Member> | undefined;

  get size(): number {
    return this.#names.size;
  }

  /** All members; the same object until somebody enters or leaves. */
  members(): ReadonlySet<Member> {
    this.#members ??= new Set(this.#names.keys());
    return this.#members;
  }

  /** The members of one name; empty once the last of them has left. */
  named(kind: string, value: string): ReadonlySet<Member> {
    const held = this.#byName.get(kind)?.get(value);
    if (held instanceof Several) return new Set(held);
    return new Set(held === undefined ? [] : [held]);
  }

  enter(member: Member, names: Names): void {
    this.leave(member);
    this.#members = undefined;
    this.#names.set(member, names);
    for (const [kind, value] of Object.entries(names)) {
      const values = this.#byName.get(kind) ?? new Map<string, Member | Several<Member>>();
      this.#byName.set(kind, values);
      const held = values.get(value);
      if (held instanceof Several) held.add(member);
      else values.set(value, held === undefined ? member : new Several([held, member]));
    }
  }

  leave(member: Member): void {
    this.#members = undefined;
    for (const [kind, value] of Object.entries(this.#names.get(member) ?? {})) {
      const values = this.#byName.get(kind);
      const held = values?.get(value);
      if (held instanceof Several) held.delete(member);
      if (held === member || (held instanceof Several && held.size === 0)) values?.delete(value);
    }
    this.#names.delete(member);
  }
}
