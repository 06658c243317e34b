import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { takeTokenFromAddress } from './session/token';

// Must come first, before anything can read or store the URL.
const linkToken = takeTokenFromAddress();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App linkToken={linkToken} />
  </StrictMode>,
);
