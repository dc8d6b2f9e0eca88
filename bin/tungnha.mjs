#!/usr/bin/env node
import { become } from './bootstrap.mjs';

await become('app/cli/main.ts');
