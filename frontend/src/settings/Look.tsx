import { useState } from 'preact/hooks';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Segments } from '../ui/Segments';
import { chooseTheme, type Theme, themeNow } from '../ui/theme';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

/** Preferences of this browser: kept in cookies that hold nothing else. */
export function Look() {
  const { language, switchTo, say } = useLocale();
  const [theme, setTheme] = useState<Theme>(themeNow);
  return (
    <Card title={say(texts.look)}>
      <div class={ui.column}>
        <div>
          <b>{say(texts.language)}</b>
          <div>
            <Segments
              label={say(texts.language)}
              options={[
                ['ru', 'Русский'],
                ['en', 'English'],
              ]}
              value={language}
              onChange={switchTo}
            />
          </div>
        </div>
        <div>
          <b>{say(texts.theme)}</b>
          <div>
            <Segments<Theme>
              label={say(texts.theme)}
              options={[
                ['device', say(texts.themeDevice)],
                ['light', say(texts.themeLight)],
                ['dark', say(texts.themeDark)],
              ]}
              value={theme}
              onChange={(next) => {
                chooseTheme(next);
                setTheme(next);
              }}
            />
          </div>
        </div>
      </div>
    </Card>
  );
}
