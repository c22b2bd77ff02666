namespace EdgeNoc.Collector.Web.Text;

/// <summary>Lists, whatever they are of.</summary>
internal static class ListText
{
    public static readonly Word Search = new("Within any column", "Di semua kolom", "Em qualquer coluna");
    public static readonly Word Any = new("any", "semua", "qualquer");
    public static readonly Word Apply = new("Apply", "Terapkan", "Aplicar");
    public static readonly Word Clear = new("Clear", "Bersihkan", "Limpar");
    public static readonly Word Total = new("{0} match", "{0} cocok", "{0} encontrados");
    public static readonly Word Nothing = new("Nothing matches. Take a filter away.", "Tidak ada yang cocok. Kurangi penyaring.", "Nada corresponde. Retire um filtro.");
    public static readonly Word More = new("More follow …", "Masih ada …", "Há mais …");
    public static readonly Word Filter = new("Filter", "Saring", "Filtro");
    public static readonly Word NumberHint = new("<-25 or >3", "<-25 atau >3", "<-25 ou >3");
}
