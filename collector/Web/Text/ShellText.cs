namespace EdgeNoc.Collector.Web.Text;

/// <summary>What stands around every page.</summary>
internal static class ShellText
{
    public static readonly Word Skip = new("Skip to the page", "Langsung ke isi", "Ir para o conteúdo");
    public static readonly Word Menu = new("Menu", "Menu", "Menu");
    public static readonly Word Overview = new("Overview", "Ikhtisar", "Visão geral");
    public static readonly Word Onus = new("ONUs", "ONU", "ONUs");
    public static readonly Word People = new("People", "Pengguna", "Pessoas");
    public static readonly Word Audit = new("Audit", "Catatan", "Auditoria");
    public static readonly Word Account = new("My account", "Akun saya", "Minha conta");
    public static readonly Word SignOut = new("Sign out", "Keluar", "Sair");
    public static readonly Word Find = new("Find a customer", "Cari pelanggan", "Buscar cliente");
    public static readonly Word FindHint = new("Name, MAC, serial, PPPoE user, IP, 0/3:17", "Nama, MAC, serial, user PPPoE, IP, 0/3:17", "Nome, MAC, serial, usuário PPPoE, IP, 0/3:17");
    public static readonly Word Live = new("live", "langsung", "ao vivo");
    public static readonly Word NotLive = new("not live: trying again", "tidak langsung: mencoba lagi", "sem atualização: tentando de novo");
    public static readonly Word Language = new("Language", "Bahasa", "Idioma");
    public static readonly Word Theme = new("Look", "Tampilan", "Aparência");
    public static readonly Word ThemeAuto = new("As this device", "Sesuai perangkat", "Como o dispositivo");
    public static readonly Word ThemeLight = new("Light", "Terang", "Claro");
    public static readonly Word ThemeDark = new("Dark", "Gelap", "Escuro");
    public static readonly Word ThemeWall = new("Wall: dark, large", "Dinding: gelap, besar", "Parede: escuro, grande");
    public static readonly Word Zone = new("Times in the zone", "Zona waktu", "Fuso horário");
    public static readonly Word ZoneAuto = new("of this browser", "peramban ini", "deste navegador");
    public static readonly Word Save = new("Save", "Simpan", "Salvar");
    public static readonly Word Saved = new("Saved.", "Tersimpan.", "Salvo.");
    public static readonly Word Cancel = new("Cancel", "Batal", "Cancelar");
    public static readonly Word Remove = new("Remove", "Hapus", "Remover");
    public static readonly Word Kept = new("It was not sent. What you typed was kept: look at it and send it again.", "Belum terkirim. Isian Anda disimpan: periksa lalu kirim lagi.", "Não foi enviado. O que você digitou foi mantido: confira e envie de novo.");
    public static readonly Word BackToForm = new("Back to what I typed", "Kembali ke isian saya", "Voltar ao que digitei");
    public static readonly Word Since = new("since", "sejak", "desde");
    public static readonly Word Unstyled = new(
        "This collector was built where npm was not to be had: its pages have no style and no charts. Everything else works.",
        "Collector ini dibangun tanpa npm: halaman tanpa gaya dan tanpa grafik. Yang lain berfungsi.",
        "Este coletor foi construído sem npm: páginas sem estilo e sem gráficos. O resto funciona.");

    public static readonly Word NotFoundTitle = new("There is no such page", "Halaman tidak ada", "Página inexistente");
    public static readonly Word NotFound = new(
        "It may have been removed, or it is not among the sites that you see. Go to the overview, or use the box above to find a customer.",
        "Mungkin sudah dihapus, atau bukan di lokasi yang Anda lihat. Buka ikhtisar, atau cari pelanggan di kotak di atas.",
        "Pode ter sido removida, ou não está entre os locais que você vê. Vá à visão geral ou busque um cliente acima.");
    public static readonly Word ForbiddenTitle = new("Your role may not do this", "Peran Anda tidak boleh", "Seu papel não permite");
    public static readonly Word Forbidden = new("Ask an administrator if you need it.", "Tanyakan kepada admin bila perlu.", "Peça a um administrador se precisar.");
    public static readonly Word FailedTitle = new("The collector failed", "Collector gagal", "O coletor falhou");
    public static readonly Word Failed = new(
        "Nothing was changed. Try again; if it lasts, the log of the collector says more.", "Tidak ada yang berubah. Coba lagi; bila berlanjut, lihat log collector.",
        "Nada foi alterado. Tente de novo; se persistir, veja o log do coletor.");
    public static readonly Word BusyTitle = new("The database cannot be used now", "Basis data tidak dapat dipakai", "O banco de dados não pode ser usado agora");
    public static readonly Word BadTitle = new("This form is too old", "Formulir sudah usang", "Este formulário é antigo");
    public static readonly Word Bad = new(
        "You signed in or out since it was opened, perhaps in another tab. Open the page anew and send it again; nothing was changed.",
        "Anda masuk atau keluar sejak halaman dibuka, mungkin di tab lain. Buka ulang lalu kirim lagi; tidak ada yang berubah.",
        "Você entrou ou saiu desde que ela foi aberta, talvez em outra aba. Abra de novo e reenvie; nada foi alterado.");
    public static readonly Word TooManyTitle = new("Too many requests", "Terlalu banyak permintaan", "Pedidos demais");
    public static readonly Word TooMany = new("Wait a moment, then load the page again.", "Tunggu sebentar, lalu muat ulang.", "Aguarde um pouco e recarregue.");
    public static readonly Word ToOverview = new("To the overview", "Ke ikhtisar", "Para a visão geral");
}
