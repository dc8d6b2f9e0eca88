/** @jsxImportSource preact */
import '#kernel/web/fonts.css';
import './style.css';
import { render } from 'preact';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) render(<App />, root);
