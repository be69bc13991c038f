import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { page } from '../../Shared/page/config.mjs';

const { build, server } = page(5085, '/market');

export default {
  plugins: [react(), vue(), svelte()],
  build: { ...build, rolldownOptions: { input: ['index.html', 'react/index.html', 'vue/index.html', 'svelte/index.html'] } },
  server,
};
