using System.Text;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Writes <c>/onuOverviewPonList.asp</c> and <c>/onuConfigPonList.asp</c>.</summary>
internal static class PonListHtml
{
    public static string Render(OltModel model, OltFirmware firmware)
    {
        var down = model.DownOnus.ToHashSet(StringComparer.Ordinal);
        var rows = model.Slots.GroupBy(slot => slot.Pon, StringComparer.Ordinal).Select(pon =>
        {
            var (total, lost) = (pon.Count(), pon.Count(slot => down.Contains(slot.Id)));
            return new[] { pon.Key, firmware.PonSums ? $"ONU Total={total},Online={total - lost},Offline={lost}" : "N/A" };
        });
        return new StringBuilder("<html><head><script language =javascript>\n").Array("ponListTable", rows, firmware.Quirks).Append("</script></head></html>\n").ToString();
    }
}
