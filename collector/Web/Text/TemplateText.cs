namespace EdgeNoc.Collector.Web.Text;

/// <summary>The texts of messages.</summary>
internal static class TemplateText
{
    public static readonly Word Templates = new("Message texts", "Teks pesan", "Textos das mensagens");
}
