#!/usr/bin/env node
import { become } from './bootstrap.mjs';

await become('bench/main.ts');
