namespace EdgeNoc.Collector.Web.Text;

/// <summary>The whole state as a file, and lists that are taken over.</summary>
internal static class StateText
{
    public static readonly Word Import = new("Export and import", "Ekspor dan impor", "Exportar e importar");
    public static readonly Word ExportWhy = new(
        "One JSON file with sites and what they poll, groups, places, contacts, rotations, routes, reports, message texts, silences, maintenance and users. Passwords of people and devices, tokens and keys are not in it: those are in backups.",
        "Satu berkas JSON berisi lokasi dan yang dipoll, grup, tempat, kontak, giliran, rute, laporan, teks pesan, pembisuan, pemeliharaan dan pengguna. Kata sandi orang dan perangkat, token dan kunci tidak ada di dalamnya: itu ada di cadangan.",
        "Um arquivo JSON com locais e o que consultam, grupos, lugares, contatos, escalas, rotas, relatórios, textos, silêncios, manutenções e usuários. Senhas de pessoas e equipamentos, tokens e chaves não estão nele: esses estão nos backups.");
    public static readonly Word Download = new("Download all of it", "Unduh semuanya", "Baixar tudo");
    public static readonly Word ImportTitle = new("Take over a file", "Ambil dari berkas", "Incorporar um arquivo");
    public static readonly Word What = new("What it is", "Isinya", "O que é");
    public static readonly Word Whole = new("the whole state (JSON, as exported): all of it or nothing", "seluruh data (JSON hasil ekspor): semua atau tidak sama sekali", "tudo (JSON exportado): tudo ou nada");
    public static readonly Word Table = new("{0} (CSV with {1})", "{0} (CSV dengan {1})", "{0} (CSV com {1})");
    public static readonly Word OntsElsewhere = new("Lists of ONTs are imported at their site.", "Daftar ONT diimpor di lokasinya.", "Listas de ONTs são importadas em seu local.");
    public static readonly Word Kind = new("Kind", "Jenis", "Tipo");
    public static readonly Word New = new("New", "Baru", "Novos");
    public static readonly Word Changed = new("Changed", "Berubah", "Alterados");
    public static readonly Word Same = new("The same", "Sama", "Iguais");
    public static readonly Word Kept = new("Left as they are", "Dibiarkan", "Mantidos");
    public static readonly Word Looked = new("Nothing is taken yet. This is what it would do.", "Belum ada yang diambil. Ini yang akan terjadi.", "Nada foi incorporado ainda. Isto é o que faria.");
    public static readonly Word Taken = new("All of it was taken.", "Semuanya diambil.", "Tudo foi incorporado.");
    public static readonly Word Refused = new("Nothing was taken: put this right first.", "Tidak ada yang diambil: perbaiki ini dulu.", "Nada foi incorporado: corrija isto antes.");
    public static readonly Word OnusLeftOut = new("{0} ONUs are listed in it and not taken: they come with the next list of their OLT.", "{0} ONU tercantum dan tidak diambil: akan datang bersama daftar OLT berikutnya.", "{0} ONUs constam e não são incorporadas: vêm com a próxima lista de sua OLT.");
    public static readonly Word NewUsers = new("Users come without a password: an administrator gives them one.", "Pengguna datang tanpa kata sandi: admin memberikannya.", "Usuários vêm sem senha: um administrador dá uma a eles.");
    public static readonly Word Remarks = new("Worth a look", "Perlu dilihat", "A conferir");
}
