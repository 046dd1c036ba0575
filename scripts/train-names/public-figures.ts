const names = (list: string): string[] => list.trim().split(/\s+/);

/** Surnames that stand alone because everybody knows whose they are: lists of common surnames lack most of them. */
export const publicFigures = names(`
  Trump Biden Obama Bush Clinton Reagan Nixon Carter Kennedy Truman Eisenhower Roosevelt Lincoln Jefferson Cheney Rumsfeld Kerry Gore McCain Romney
  Palin Sanders Warren Pelosi McConnell Schumer Harris Pence Pompeo Giuliani Mueller Comey Snowden Assange Manning Bannon Manafort Kushner Ivanka
  Hillary Barack Blair Brown Cameron Thatcher Churchill Johnson Starmer Sunak Truss Corbyn Farage Putin Medvedev Yeltsin Gorbachev Stalin Lenin
  Khrushchev Brezhnev Zelensky Zelenskyy Selenskyj Selenskyj Lukashenko Lukaschenko Navalny Nawalny Merkel Scholz Schröder Kohl Adenauer Brandt Schmidt
  Habeck Baerbock Lindner Merz Söder Steinmeier Gauck Wulff Seehofer Gabriel Steinbrück Westerwelle Schäuble Hitler Goebbels Himmler Göring Eichmann
  Bismarck Honecker Ulbricht Macron Hollande Sarkozy Chirac Mitterrand Giscard Pompidou Mélenchon Fillon Zemmour Napoleon Napoléon Bonaparte Robespierre
  Berlusconi Renzi Meloni Salvini Conte Draghi Prodi Mussolini Garibaldi Rajoy Sánchez Zapatero Aznar Franco Rutte Wilders Balkenende Kaczyński Tusk
  Duda Komorowski Wałęsa Jaruzelski Morawiecki Kwaśniewski Piłsudski Orbán Orban Erdoğan Erdogan Atatürk Netanyahu Sharon Rabin Arafat Abbas Assad
  Saddam Hussein Gaddafi Qaddafi Mubarak Morsi Sisi Khomeini Khamenei Ahmadinejad Rouhani Karzai Zarqawi Zawahiri Osama Laden Musharraf Bhutto Modi
  Gandhi Nehru Singh Mao Xi Jinping Deng Kim Jong Castro Guevara Chávez Chavez Maduro Lula Bolsonaro Rousseff Milei Perón Pinochet Mandela Zuma
  Mugabe Annan Guterres Ban Ratzinger Wojtyła Bergoglio Einstein Newton Darwin Freud Marx Engels Kant Hegel Nietzsche Goethe Schiller Shakespeare
  Dickens Tolkien Rowling Hemingway Orwell Kafka Mann Brecht Grass Böll Proust Hugo Voltaire Rousseau Sartre Camus Cervantes Dante Petrarca Eco
  Mickiewicz Słowacki Sienkiewicz Miłosz Szymborska Lem Chopin Bach Mozart Beethoven Wagner Verdi Puccini Brahms Schubert Haydn Händel Vivaldi
  Picasso Monet Rembrandt Gogh Dalí Warhol Michelangelo Raphael Leonardo Vinci Galileo Kepler Kopernik Copernicus Tesla Edison Curie Hawking Turing
  Gates Jobs Zuckerberg Musk Bezos Buffett Soros Murdoch Beckham Messi Ronaldo Neymar Mbappé Zidane Pelé Maradona Lewandowski Müller Neuer Klopp
  Mourinho Guardiola Wenger Ferguson Rooney Giroud Özil Kroos Boateng Zlatan Ibrahimović Suárez Benzema Modrić Federer Nadal Djokovic Murray Serena
  Schumacher Vettel Hamilton Verstappen Alonso Bolt Phelps Jordan LeBron Kobe Bryant Brady Woods Ali Tyson Beyoncé Beyonce Rihanna Adele Eminem Kanye
  Drake Bieber Swift Gaga Madonna Elvis Lennon McCartney Bowie Dylan Hendrix Jagger Kardashian Oprah Spielberg Tarantino Scorsese Hitchcock Kubrick
  Chaplin Monroe DiCaprio Pitt Jolie Clooney Depp Cruise Hanks Schwarzenegger Stallone Voldemort Gandalf Frodo Hermione Dumbledore Hagrid Snape
`);
