import { page } from '../../Shared/page/config.js';

export default page(5081, '/market');
