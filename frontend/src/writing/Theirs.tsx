import { useEffect, useRef } from 'preact/hooks';
import { useRead } from '../api/read';
import { type Locale, useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import type { Problem } from '../ui/Field';
import { Notice } from '../ui/Notice';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { type Earlier, TO_CORRECT } from './earlier';
import type { Line } from './sheet';
import { texts } from './texts';

interface Props {
  /** The version that stands now. */
  readonly id: string;
  readonly href: string;
  readonly said: (signed: Earlier, locale: Locale) => readonly Line[];
  /** It is on the page; null where it is closed to the reader. */
  readonly onRead: (id: string, signed: Earlier | null) => void;
}

/** What was typed has to change; of a version that came meanwhile, `Theirs` tells. */
export const isTyped = ({ currentId }: Problem): boolean => !currentId;

/** Somebody corrected the entry meanwhile: what it says now, above the form with what was typed. */
export function Theirs({ id, href, said, onRead }: Props) {
  const locale = useLocale();
  const { say } = locale;
  const read = useRead(TO_CORRECT, { id });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [id]);
  const node = read.state === 'ready' ? read.data.node : undefined;
  useEffect(() => {
    if (node !== undefined) onRead(id, node ?? null);
  }, [id, node, onRead]);
  return (
    <div ref={box} class={ui.stack} tabIndex={-1}>
      <Notice tone="warn" live>
        <p>{say(texts.corrected)}</p>
      </Notice>
      <Card title={say(texts.now)}>
        <LoadedPart read={read}>
          {({ node }) =>
            node ? (
              <dl class={cells.facts}>
                {said(node, locale).map(
                  ([label, text]) =>
                    text && (
                      <div key={label}>
                        <dt>{label}</dt>
                        <dd>{text}</dd>
                      </div>
                    ),
                )}
              </dl>
            ) : (
              <Empty>{say(texts.signedHidden)}</Empty>
            )
          }
        </LoadedPart>
        <p>
          <a class={ui.touch} href={href}>
            {say(texts.leaveTheirs)}
          </a>
        </p>
      </Card>
    </div>
  );
}
