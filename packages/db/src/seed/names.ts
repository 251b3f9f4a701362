import type { Chance } from "./prng.ts";

type Region = {
  readonly share: number;
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly families: readonly string[];
};

const words = (text: string) => text.trim().split(/\s+/);

/** Names as people from all over India bear them. */
const REGIONS: readonly Region[] = [
  {
    share: 30,
    women: words(`Ananya Pooja Neha Kavita Ritu Sunita Shweta Aarti Priyanka Nidhi Meenakshi Divya Swati Rashmi
      Anjali Komal Preeti Shalini Garima Tanvi`),
    men: words(`Rahul Amit Vikas Rohit Sanjay Manoj Deepak Aditya Ankit Vivek Rajesh Nitin Abhishek Gaurav Mohit
      Pankaj Saurabh Alok Varun Kunal`),
    families: words(
      "Sharma Gupta Verma Singh Mishra Yadav Tiwari Agarwal Saxena Chauhan Pandey Srivastava Tripathi Rawat",
    ),
  },
  {
    share: 16,
    women: words("Sneha Prajakta Vaishali Manasi Rutuja Ashwini Aditi Sayali Hetal Bhavna Dhara Krupa Jinal Mital"),
    men: words("Sachin Mahesh Tushar Omkar Sagar Nikhil Ganesh Swapnil Hardik Jignesh Parth Chirag Mihir Ketan"),
    families: words("Patil Deshmukh Kulkarni Joshi Jadhav Pawar Shinde Patel Shah Mehta Desai Trivedi Solanki Parmar"),
  },
  {
    share: 14,
    women: words("Lakshmi Kavya Nandini Meena Revathi Sangeetha Vidya Janani Abirami Deepa Gayathri Keerthana"),
    men: words("Karthik Arun Senthil Suresh Murugan Vignesh Prakash Balaji Dinesh Ashwin Gokul Saravanan"),
    families: words("Subramanian Iyer Raman Krishnan Natarajan Murugesan Selvam Venkatesan Rajan Pillai"),
  },
  {
    share: 14,
    women: words("Padma Swathi Sravani Lavanya Anusha Bhavani Sushma Shruthi Spoorthi Rashmika Chaitra Sindhu"),
    men: words("Venkat Naveen Kiran Srinivas Ravi Harsha Praveen Manjunath Sandeep Rakesh Lokesh Teja"),
    families: words("Reddy Rao Naidu Chowdary Gowda Hegde Shetty Murthy Varma Prasad Bhat Kamath"),
  },
  {
    share: 8,
    women: words("Anjana Sreeja Athira Reshma Aswathy Neethu Fathima Mariam Bincy Amrutha"),
    men: words("Sreejith Anoop Vishnu Jithin Faisal Thomas George Shaji Rajeev Akhil"),
    families: words("Nair Menon Kurup Varghese Mathew Joseph Kurian Thomas Rahman Panicker"),
  },
  {
    share: 12,
    women: words("Ishita Moumita Sohini Debjani Rituparna Payel Suparna Madhumita Sanchari Jyotsna"),
    men: words("Arindam Sourav Subhash Debasish Anirban Sayan Biswajit Partha Tapas Bikash"),
    families: words("Banerjee Chatterjee Mukherjee Ghosh Das Sen Bose Dutta Saha Mohanty Sahoo Borah"),
  },
  {
    share: 6,
    women: words("Harpreet Simran Gurleen Jaspreet Manpreet Navjot Amrit Rupinder"),
    men: words("Gurpreet Harjit Amandeep Jaswinder Sukhdeep Baljit Parminder Ranjit"),
    families: words("Gill Sandhu Dhillon Grewal Sidhu Bajwa Brar"),
  },
];

/** A full name: first and family name of one region, women and men alike. */
export function indianName(chance: Chance): string {
  const region = chance.weighted(REGIONS, ({ share }) => share);
  const first = chance.pick(chance.happens(0.48) ? region.women : region.men);
  const family = chance.pick(region.families.filter((name) => name !== first));
  return `${first} ${family}`;
}
