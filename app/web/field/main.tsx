/** @jsxImportSource preact */
import '#kernel/web/fonts.css';
import './style.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { loadLanguage } from './language.ts';

const root = document.getElementById('root');
// Without the chosen language's texts, the phone works in Vietnamese.
const draw = () => root && render(<App />, root);
loadLanguage().then(draw, draw);
