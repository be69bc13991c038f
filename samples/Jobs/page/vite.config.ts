import { page } from '../../Shared/page/config.mjs';

export default page(5082, '/jobs');
