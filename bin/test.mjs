#!/usr/bin/env node
import { become } from './bootstrap.mjs';

await become('bin/run-tests.ts');
