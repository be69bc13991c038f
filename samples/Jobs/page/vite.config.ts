import { page } from '../../Shared/page/config.js';

export default page(5082, '/jobs');
