namespace EdgeNoc.Collector.Web.Text;

/// <summary>What was, counted: alerts, outages, hotspots.</summary>
internal static class AnalyticsText
{
    public static readonly Word History = new("Alert history", "Riwayat alert", "Histórico de alertas");
    public static readonly Word HistoryNone = new("No alert matches. Take a filter away, or widen the time; alerts are kept for 400 days.", "Tidak ada alert yang cocok. Kurangi penyaring atau perluas waktu; alert disimpan 400 hari.", "Nenhum alerta corresponde. Retire um filtro ou amplie o período; alertas são guardados por 400 dias.");
    public static readonly Word Search = new("Device, name, MAC", "Perangkat, nama, MAC", "Equipamento, nome, MAC");
    public static readonly Word From = new("From", "Dari", "De");
    public static readonly Word To = new("To", "Sampai", "Até");
    public static readonly Word Open = new("Open", "Terbuka", "Abertos");
    public static readonly Word Cleared = new("over", "selesai", "encerrado");
    public static readonly Word Statistics = new("Statistics", "Statistik", "Estatísticas");
    public static readonly Word StatisticsNone = new("Nothing was wrong in this time at the sites that you see.", "Tidak ada gangguan pada waktu ini di lokasi Anda.", "Nada esteve errado neste período nos locais que você vê.");
    public static readonly Word Days = new("{0} days", "{0} hari", "{0} dias");
    public static readonly Word Alerts = new("Alerts", "Alert", "Alertas");
    public static readonly Word Told = new("Told", "Diberitahukan", "Avisados");
    public static readonly Word Mean = new("Lasted on average", "Lama rata-rata", "Duração média");
    public static readonly Word ByKind = new("By kind", "Per jenis", "Por tipo");
    public static readonly Word BySite = new("By site", "Per lokasi", "Por local");
    public static readonly Word ByDay = new("By day", "Per hari", "Por dia");
    public static readonly Word Day = new("Day", "Hari", "Dia");
    public static readonly Word Grave = new("high or critical", "tinggi atau kritis", "altos ou críticos");
    public static readonly Word Acked = new("Acknowledged", "Dipegang", "Reconhecidos");
    public static readonly Word AckMedian = new("Half acknowledged within", "Separuh dipegang dalam", "Metade reconhecida em");
    public static readonly Word AckP90 = new("Nine of ten within", "Sembilan dari sepuluh dalam", "Nove de dez em");
    public static readonly Word CloseMedian = new("Half over within", "Separuh selesai dalam", "Metade encerrada em");
    public static readonly Word Total = new("All", "Semua", "Todos");

    public static readonly Word Outages = new("Outages", "Gangguan", "Quedas");
    public static readonly Word OutagesWhy = new("Per thing and month: how often and how long it was away. What was announced, and what nobody could see, is no outage and stands apart.", "Per perangkat dan bulan: seberapa sering dan lama mati. Yang terjadwal dan yang tak terlihat bukan gangguan dan terpisah.", "Por item e mês: quantas vezes e por quanto tempo caiu. O anunciado e o que ninguém podia ver não são queda e ficam à parte.");
    public static readonly Word OutagesNone = new("Nothing was away in this month at the sites that you see.", "Tidak ada yang mati di bulan ini di lokasi Anda.", "Nada caiu neste mês nos locais que você vê.");
    public static readonly Word Month = new("Month", "Bulan", "Mês");
    public static readonly Word Thing = new("What", "Apa", "Item");
    public static readonly Word Count = new("Times", "Kali", "Vezes");
    public static readonly Word Away = new("Away", "Mati", "Fora");
    public static readonly Word Longest = new("Longest", "Terlama", "Mais longa");
    public static readonly Word Announced = new("Announced", "Terjadwal", "Anunciado");
    public static readonly Word Unknown = new("Unknown", "Tak diketahui", "Desconhecido");
    public static readonly Word UnknownHint = new("Its agent or its OLT could not be heard.", "Agent atau OLT-nya tidak terdengar.", "Seu agente ou sua OLT não podia ser ouvido.");
    public static readonly Word Availability = new("Availability", "Ketersediaan", "Disponibilidade");
    public static readonly Word Group = new("Kind of thing", "Jenis", "Tipo de item");
    public static readonly Word GroupOnu = new("ONUs", "ONU", "ONUs");
    public static readonly Word GroupOnt = new("Terminals", "Terminal", "Terminais");
    public static readonly Word GroupDevice = new("Devices", "Perangkat", "Equipamentos");
    public static readonly Word GroupAll = new("all", "semua", "todos");
    public static readonly Word Ledger = new("Each outage", "Setiap gangguan", "Cada queda");
    public static readonly Word More = new("The first {0} of {1} are shown: choose a site.", "Ditampilkan {0} dari {1}: pilih lokasi.", "Mostrados {0} de {1}: escolha um local.");
    public static readonly Word Months = new("Month by month", "Per bulan", "Mês a mês");

    public static readonly Word Usage = new("Usage", "Pemakaian", "Uso");
    public static readonly Word Hotspot = new("Hotspot", "Hotspot", "Hotspot");
    public static readonly Word Ppp = new("PPP", "PPP", "PPP");
    public static readonly Word UsageNone = new("No session was seen in this time. Sessions come from the routers' lists of who is online, and are kept for 90 days after their end.", "Tidak ada sesi pada waktu ini. Sesi berasal dari daftar router dan disimpan 90 hari setelah selesai.", "Nenhuma sessão vista neste período. As sessões vêm das listas dos roteadores e são guardadas por 90 dias após o fim.");
    public static readonly Word Peak = new("Peak at once", "Puncak serentak", "Pico simultâneo");
    public static readonly Word Trough = new("Fewest at once", "Terendah serentak", "Mínimo simultâneo");
    public static readonly Word Average = new("Average at once", "Rata-rata serentak", "Média simultânea");
    public static readonly Word Devices = new("Different devices", "Perangkat berbeda", "Aparelhos distintos");
    public static readonly Word Sessions = new("Sessions", "Sesi", "Sessões");
    public static readonly Word Download = new("Download", "Unduh", "Download");
    public static readonly Word Upload = new("Upload", "Unggah", "Upload");
    public static readonly Word TopUsers = new("Top users", "Pengguna teratas", "Maiores usuários");
    public static readonly Word Account = new("Account", "Akun", "Conta");
    public static readonly Word Online = new("Online", "Online", "Online");
    public static readonly Word Log = new("Session log", "Log sesi", "Registro de sessões");
    public static readonly Word Router = new("Router", "Router", "Roteador");
    public static readonly Word Address = new("Address", "Alamat", "Endereço");
    public static readonly Word StillOn = new("still on", "masih aktif", "ainda ativa");
    public static readonly Word BytesHint = new("Bytes of a session count on the day of its beginning, as far as the newest list shows them.", "Byte sesi dihitung pada hari mulainya, sejauh daftar terbaru.", "Os bytes de uma sessão contam no dia do início, até a lista mais recente.");
}
