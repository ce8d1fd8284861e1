import type { ComponentType } from 'preact';
import type { Both, Locale } from '../i18n/locale';
import type { Problem } from '../ui/Field';
import { dateOf, figureOf, maybe, textOf } from '../ui/formData';
import type { Form } from '../ui/useForm';
import type { Typed } from './content';
import type { Earlier } from './earlier';

/** Where what is signed goes: into a record as a new entry, or over an own one that it corrects. */
export type Target = { readonly patientId: string } | { readonly id: string; readonly reason: string };

interface SignedPayload {
  readonly id?: string | null;
  readonly entry?: object | null;
}
export type Line = readonly [label: string, text: string | undefined];

export interface FieldsProps {
  /** What stands in the boxes at first. */
  readonly typed: Typed;
  readonly problem: (name: string) => string | undefined;
}

/** A kind of entry that is written on one page and signed at once, and corrected on the same page. */
export interface Sheet<Content> {
  readonly title: Both;
  readonly correction: Both;
  readonly lead: Both;
  /** What was signed, as the boxes hold it; undefined for an entry of another kind. */
  readonly typedOf: (signed: Earlier) => Typed | undefined;
  /** The same in words, beside what another window wrote. */
  readonly said: (typed: Typed, locale: Locale) => readonly Line[];
  /** `signed` is what is corrected, as the boxes would hold it: what has no box is kept of it. */
  readonly contentOf: (given: Given, signed: Typed) => Content;
  readonly sign: (
    form: Form,
    to: Target,
    content: Content,
    clientMutationId: string,
  ) => Promise<SignedPayload | undefined>;
  /** Where the signed entry is shown. */
  readonly shownAt: (patientId: string, id: string) => string;
  readonly Fields: ComponentType<FieldsProps>;
}

/** What the boxes of a sheet hold at this moment; what cannot be read is among the problems. */
export class Given {
  readonly problems: Problem[] = [];

  constructor(
    private readonly box: HTMLFormElement,
    private readonly wrong: { readonly day: string; readonly number: string },
  ) {}

  text(name: string): string {
    return textOf(this.box, `content.${name}`);
  }

  maybe(name: string): string | null {
    return maybe(this.text(name)) ?? null;
  }

  day(name: string): string | null {
    const day = dateOf(this.box, `content.${name}`);
    if (day !== 'wrong') return day ?? null;
    this.problems.push({ field: `content.${name}`, text: this.wrong.day });
    return null;
  }

  number(name: string): number | null {
    const number = figureOf(this.text(name));
    if (number === 'wrong') this.problems.push({ field: `content.${name}`, text: this.wrong.number });
    return typeof number === 'number' ? number : null;
  }

  chosen(name: string): string[] {
    return new FormData(this.box).getAll(`content.${name}`).map(String);
  }
}
