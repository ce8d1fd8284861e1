import { useEffect } from 'preact/hooks';
import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import { type Locale, useLocale } from '../../i18n/locale';
import { useProof } from '../../session/Proof';
import { Button } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import forms from '../../ui/forms.module.css';
import { Notice } from '../../ui/Notice';
import { LoadedPart } from '../../ui/States';
import { GROUPS, KEYS } from './contentWords';
import { texts } from './texts';

const CONTENT = graphql(`
  query PersonalDataContent {
    viewer { personalData { content refusal { code message } } }
  }
`);
type Kept = Readonly<Record<string, unknown>>;

/** All that is kept, identifiers whole: only for who has just proved who they are. */
export default function Content() {
  const { say } = useLocale();
  const read = useRead(CONTENT, {});
  const prove = useProof();
  const refusal = read.state === 'ready' ? read.data.viewer?.personalData.refusal : undefined;
  const code = refusal?.code;
  const { retry } = read;
  const ask = async () => {
    if (code && (await prove(code))) retry();
  };
  useEffect(() => void ask(), [code]);
  return (
    <LoadedPart read={read}>
      {({ viewer }) =>
        viewer?.personalData.content ? (
          <Groups content={viewer.personalData.content as Kept} />
        ) : (
          <>
            {refusal && <Notice tone="warn">{refusal.message}</Notice>}
            <Button quiet onClick={ask}>
              {say(texts.show)}
            </Button>
          </>
        )
      }
    </LoadedPart>
  );
}

function Groups({ content }: { content: Kept }) {
  const { say } = useLocale();
  return (
    <div>
      {Object.entries(content).map(([name, group]) => {
        const rows = (Array.isArray(group) ? group : [group]).filter(
          (row): row is Kept => typeof row === 'object' && row !== null,
        );
        const label = GROUPS[name];
        if (!rows.length || !label) return null;
        return (
          <details key={name} class={forms.fold}>
            <summary>
              {say(label)}
              {Array.isArray(group) && ` (${group.length})`}
            </summary>
            {rows.map((row, index) => (
              // Rows have no id and never change places
              <KeptRow key={index} row={row} />
            ))}
          </details>
        );
      })}
    </div>
  );
}

function KeptRow({ row }: { row: Kept }) {
  const locale = useLocale();
  return (
    <dl class={cells.partFacts}>
      {Object.entries(row)
        .flatMap(([key, value]) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.entries(value)
            : [[key, value] as const],
        )
        .filter(([, value]) => value != null && value !== '')
        .map(([key, value]) => (
          <div key={key}>
            <dt>{KEYS[key] ? locale.say(KEYS[key]) : key}</dt>
            <dd>{shown(value, locale)}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A kept value as it is read: moments and days as dates, yes and no as words. */
function shown(value: unknown, { dateTime, date, say }: Locale): string {
  if (typeof value === 'boolean') return say(value ? KEYS_YES : KEYS_NO);
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return dateTime(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? date(text) : text;
}
const KEYS_YES = ['да', 'yes'] as const;
const KEYS_NO = ['нет', 'no'] as const;
