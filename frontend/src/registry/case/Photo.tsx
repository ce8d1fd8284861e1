import type { TargetedMouseEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocale } from '../../i18n/locale';
import { Card, Tag } from '../../ui/Basics';
import css from '../registry.module.css';
import { texts } from './texts';

interface Props {
  readonly photo: {
    readonly url: string;
    readonly width: number;
    readonly height: number;
    readonly grey: boolean;
    readonly seen: boolean;
  };
  /** The server has noted the look: what kept the request from its approval may be gone. */
  readonly onSeen: () => void;
}

/** The photo with the passport, from its own address, kept nowhere; a press makes large what was pressed. */
export function Photo({ photo: { url, width, height, grey, seen }, onSeen }: Props) {
  const { say } = useLocale();
  /** The place that was pressed, as parts of width and height. */
  const [large, setLarge] = useState<readonly [x: number, y: number]>();
  const [lost, setLost] = useState(false);
  const box = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const { current: view } = box;
    if (!view || !large) return;
    const [x, y] = large;
    view.scrollTo(x * view.scrollWidth - view.clientWidth / 2, y * view.scrollHeight - view.clientHeight / 2);
  }, [large]);
  const press = ({ detail, clientX, clientY, currentTarget }: TargetedMouseEvent<HTMLButtonElement>) => {
    const shown = currentTarget.firstElementChild?.getBoundingClientRect();
    // A key presses no place.
    if (!large && shown && detail)
      setLarge([(clientX - shown.left) / shown.width, (clientY - shown.top) / shown.height]);
    else setLarge(large ? undefined : [0.5, 0.5]);
  };
  return (
    <Card title={say(texts.photo)} aside={grey && <Tag tone="warn">{say(texts.grey)}</Tag>}>
      {lost ? (
        <p>{say(texts.photoLost)}</p>
      ) : (
        <button
          ref={box}
          type="button"
          class={large ? `${css.photo} ${css.large}` : css.photo}
          aria-pressed={Boolean(large)}
          aria-label={say(texts.zoom)}
          onClick={press}
          onKeyDown={(event) => {
            if (!large || event.key !== 'Escape') return;
            // The page's own Esc leads away.
            event.stopPropagation();
            setLarge(undefined);
          }}
        >
          <img
            src={url}
            width={width}
            height={height}
            alt={say(texts.photoAlt)}
            onLoad={() => seen || onSeen()}
            onError={() => setLost(true)}
          />
        </button>
      )}
    </Card>
  );
}
