const names = (list: string): string[] =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);

/** Organizations that people write about most; for recognising them, and for filling templates. */
export const companies = names(`
  Google, Microsoft, Apple, Amazon, Facebook, Meta, Twitter, YouTube, Instagram, LinkedIn, WhatsApp, Netflix, Spotify, Uber, Airbnb, Tesla, SpaceX, IBM,
  Intel, AMD, Nvidia, Oracle, SAP, Siemens, Bosch, BMW, Volkswagen, VW, Audi, Mercedes, Daimler, Porsche, Opel, Ford, GM, General Motors, Toyota, Honda,
  Nissan, Hyundai, Kia, Samsung, Sony, LG, Panasonic, Nokia, Ericsson, Huawei, Xiaomi, Lenovo, Dell, HP, Cisco, Adobe, Salesforce, OpenAI, Anthropic,
  Mistral, DeepMind, Reddit, Yahoo, AOL, eBay, PayPal, Stripe, Visa, Mastercard, American Express, Walmart, Target, Costco, Tesco, Sainsbury's, Aldi, Lidl,
  Carrefour, IKEA, H&M, Zara, Nike, Adidas, Puma, McDonald's, Starbucks, KFC, Subway, Pepsi, Coca-Cola, Nestlé, Unilever, Danone, Shell, BP, Exxon, Total,
  Chevron, Gazprom, Enron, Boeing, Airbus, Lufthansa, Ryanair, EasyJet, Delta, United Airlines, British Airways, KLM, Air France, Deutsche Bahn, DHL, UPS,
  FedEx, USPS, Deutsche Post, Telekom, Vodafone, Orange, Verizon, AT&T, Comcast, T-Mobile, BBC, CNN, NBC, CBS, ABC, Fox News, MSNBC, NPR, Reuters, AP, AFP,
  New York Times, Washington Post, Wall Street Journal, Guardian, Times, Le Monde, El País, Der Spiegel, Die Zeit, FAZ, Bild, ARD, ZDF, RAI, TVN, NOS,
  Goldman Sachs, JPMorgan, Citibank, HSBC, Barclays, Deutsche Bank, Commerzbank, Sparkasse, BNP Paribas, Santander, ING, Rabobank, UniCredit, PKO, Allianz,
  AXA, Zurich, UN, NATO, WHO, UNESCO, UNICEF, IMF, World Bank, EU, European Union, European Commission, Red Cross, Greenpeace, Amnesty International, FBI, CIA,
  NSA, NASA, FDA, EPA, IRS, SEC, FCC, Congress, Senate, House of Representatives, White House, Pentagon, Supreme Court, Parliament, Bundestag, Bundesrat,
  CDU, CSU, SPD, FDP, AfD, Grüne, Labour, Tories, Democrats, Republicans, GOP, Harvard, Yale, MIT, Stanford, Oxford, Cambridge, Princeton, FIFA, UEFA, IOC,
  NBA, NFL, MLB, NHL, Manchester United, Liverpool FC, Chelsea, Arsenal, Real Madrid, FC Barcelona, Bayern München, Borussia Dortmund, Juventus, AC Milan,
  Ajax, PSV, Feyenoord, Legia Warszawa, Lech Poznań, Bayer, BASF, Pfizer, Novartis, Roche, Merck, Moderna, BioNTech, Wikipedia, Mozilla, GitHub, Al Qaeda,
  Al-Qaeda, Hamas, Hezbollah, Taliban, ISIS, IRA, KGB, Gestapo, CNRS, SNCF, EDF, Renault, Peugeot, Citroën, Fiat, Ferrari, ENI, Enel, Telefónica, Repsol,
  Iberia, Philips, Heineken, Allegro, Orlen, PZU, LOT, Poczta Polska, NFZ, ZUS, PiS, PO, Sejm, Senat, CERN, ESA, Ikea, Zalando, Otto, Rewe, Edeka, Aldi
`);
