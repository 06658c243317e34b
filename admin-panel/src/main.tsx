import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { takeTokenFromAddress } from './session/token';

// First of all, before anything can read or keep the address.
const linkToken = takeTokenFromAddress();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App linkToken={linkToken} />
  </StrictMode>,
);
