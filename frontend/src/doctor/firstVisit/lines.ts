/** A fact a line: empty lines are none. Pure. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** «Амоксициллин: сыпь» is a substance and what it does. Pure. */
export const allergiesOf = (text: string) =>
  linesOf(text).map((line) => {
    const [substance = '', ...rest] = line.split(':');
    return { substance: substance.trim(), reaction: rest.join(':').trim() || null };
  });

/** «Аппендэктомия, 2019» is an operation and its year; only a year at the end is one. Pure. */
export const operationsOf = (text: string) =>
  linesOf(text).map((line) => {
    const found = /^(.*?)[,\s]+(\d{4})(?:\s*г\.?)?$/.exec(line);
    return found?.[1] ? { name: found[1].trim(), year: Number(found[2]) } : { name: line, year: null };
  });
