import tseslint from 'typescript-eslint';

const NO_SHELL = 'No shell: spawn or execFile with an argv array (README, house rules).';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.jujube/**', 'coverage/**', 'test/**/fixtures/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.{ts,js,mjs}'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'node:child_process', importNames: ['exec', 'execSync'], message: NO_SHELL },
            { name: 'child_process', message: NO_SHELL },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "Property[key.name='shell'][value.value=true]", message: NO_SHELL },
        {
          selector: "CallExpression[callee.name='forwardRef']",
          message: 'A cycle: move the shared part to core instead.',
        },
      ],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
);
