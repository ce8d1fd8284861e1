import { useEffect, useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import { PrintButton } from '../ui/PrintButton';
import css from '../ui/ui.module.css';
import { chaptersOf, type Entry, type Item } from './narrative';
import own from './opened.module.css';
import { texts } from './texts';

/** All that the link shows, to read, to print, to save for another system. */
export function Chapters({ bundle }: { bundle: string }) {
  const { say, dateTime } = useLocale();
  const { at, chapters } = chaptersOf(bundle);
  const [file, setFile] = useState<string>();
  useEffect(() => {
    const unfold = () => {
      for (const one of document.querySelectorAll('main details')) (one as HTMLDetailsElement).open = true;
    };
    addEventListener('beforeprint', unfold);
    return () => removeEventListener('beforeprint', unfold);
  }, []);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bundle], { type: 'application/fhir+json' }));
    setFile(made);
    return () => URL.revokeObjectURL(made);
  }, [bundle]);
  return (
    <div class={css.stack}>
      <Notice tone="info" live>
        {say(texts.opened, { at: dateTime(at) })}
      </Notice>
      {chapters.map(({ title, notes, entries }) => (
        <Card key={title} title={title}>
          {notes.map((note) => (
            <p key={note} class={css.small}>
              {note}
            </p>
          ))}
          {entries.map((entry, index) => (
            <Told key={index} entry={entry} />
          ))}
        </Card>
      ))}
      <div class={forms.filterActions}>
        {file && (
          <a class={forms.button} href={file} download="medcard.json">
            {say(texts.save)}
          </a>
        )}
        <PrintButton />
      </div>
    </div>
  );
}

/** What has a title is folded under it: a record is long, and a phone small. Paper shows all. */
function Told({ entry: { title, items } }: { entry: Entry }) {
  const list = (
    <dl class={cells.facts}>
      {items.map(({ label, value, items: inner }, index) => (
        <div key={index} class={inner.length || value.length > 80 ? cells.broad : undefined}>
          <dt>{label}</dt>
          <dd>{inner.length ? <Inside items={inner} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
  if (!title) return <div class={own.entry}>{list}</div>;
  return (
    <details class={own.entry}>
      <summary>{title}</summary>
      {list}
    </details>
  );
}

/** A thing inside an entry, in a line or two. */
function Inside({ items }: { items: readonly Item[] }) {
  if (items.length === 1 && items[0]?.value) return <>{items[0].value}</>;
  return (
    <dl class={cells.partFacts}>
      {items.map(({ label, value, items: inner }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>{inner.length ? <Inside items={inner} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
