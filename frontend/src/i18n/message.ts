/** A message as the build compiles it (build/messages.ts): its text, or its pieces in their order. */
export type Message = string | readonly Piece[];
type Piece =
  | string
  | readonly [name: string, kind?: 'plural', forms?: Readonly<Record<string, readonly Piece[]>>];
export type Values = Readonly<Record<string, string | number>>;

/** Puts values into messages: numbers as the language writes them, plurals as it counts. */
export function filler(locale: string) {
  const plural = new Intl.PluralRules(locale);
  const figures = new Intl.NumberFormat(locale);
  const fill = (message: Message, values: Values, count = ''): string => {
    if (typeof message === 'string') return message;
    return message
      .map((piece) => {
        if (piece === '#') return count;
        if (typeof piece === 'string') return piece;
        const [name, , forms] = piece;
        const value = values[name] ?? '';
        if (!forms) return value;
        const form = forms[plural.select(Number(value))] ?? forms['other'] ?? '';
        return fill(form, values, figures.format(Number(value)));
      })
      .join('');
  };
  return fill;
}
