import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { styleNonce } from './lib/nonce';

// For dialogs: what keeps the page behind them from scrolling makes a style of its own.
setNonce(styleNonce() ?? '');

// biome-ignore lint/style/noNonNullAssertion: index.html has it
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
