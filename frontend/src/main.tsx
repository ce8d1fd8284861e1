import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { LocaleProvider } from './i18n/locale';
import { App } from './routes';
import { SessionProvider } from './session/session';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('app');
if (root)
  render(
    <LocaleProvider>
      <LocationProvider>
        <SessionProvider>
          <App />
        </SessionProvider>
      </LocationProvider>
    </LocaleProvider>,
    root,
  );
