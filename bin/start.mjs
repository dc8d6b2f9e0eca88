#!/usr/bin/env node
import { become } from './bootstrap.mjs';

await become('app/main.ts');
