import { useState } from 'preact/hooks';
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

/** The photo with the passport, from its own address, kept nowhere; a press makes it large. */
export function Photo({ photo: { url, width, height, grey, seen }, onSeen }: Props) {
  const { say } = useLocale();
  const [large, setLarge] = useState(false);
  const [lost, setLost] = useState(false);
  return (
    <Card title={say(texts.photo)} aside={grey && <Tag tone="warn">{say(texts.grey)}</Tag>}>
      {lost ? (
        <p>{say(texts.photoLost)}</p>
      ) : (
        <button
          type="button"
          class={large ? `${css.photo} ${css.large}` : css.photo}
          aria-pressed={large}
          aria-label={say(texts.zoom)}
          onClick={() => setLarge(!large)}
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
