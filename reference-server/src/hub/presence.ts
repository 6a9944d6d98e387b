/** What a member can be found by, `{userId: 'alice', clientId: '7'}`; the kinds are ours, the values are not. */
export type Names = Readonly<Record<string, string>>;

/** Who is here, and under which names. */
export class Presence<Member> {
  readonly #names = new Map<Member, Names>();
  readonly #byName = new Map<string, Map<string, Set<Member>>>();
  readonly #nobody: ReadonlySet<Member> = new Set();
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
    return this.#byName.get(kind)?.get(value) ?? this.#nobody;
  }

  enter(member: Member, names: Names): void {
    this.leave(member);
    this.#members = undefined;
    this.#names.set(member, names);
    for (const [kind, value] of Object.entries(names)) {
      const values = this.#byName.get(kind) ?? new Map<string, Set<Member>>();
      this.#byName.set(kind, values);
      const members = values.get(value) ?? new Set<Member>();
      values.set(value, members.add(member));
    }
  }

  leave(member: Member): void {
    this.#members = undefined;
    for (const [kind, value] of Object.entries(this.#names.get(member) ?? {})) {
      const members = this.#byName.get(kind)?.get(value);
      members?.delete(member);
      if (members?.size === 0) this.#byName.get(kind)?.delete(value);
    }
    this.#names.delete(member);
  }
}
