using System.Globalization;
using System.Text;

namespace EdgeNoc.Bench.Drivers;

/// <summary>A page as a full OLT sends it; each ONU has its own number in name, MAC and levels, and one in sixteen is down.</summary>
internal static class OltPageSample
{
    public static byte[] Write(int onus)
    {
        var page = new StringBuilder("<html><head><script language=javascript>\nvar onutable=new Array(\n");
        for (var number = 0; number < onus; number++)
        {
            var (pon, onu, isDown) = (number / 128 + 1, number % 128 + 1, number % 16 == 7);
            page.Append(CultureInfo.InvariantCulture,
                $"'0/{pon}:{onu}','CLIENT-{number:0000}','FC:8E:5B:{number >> 16 & 255:X2}:{number >> 8 & 255:X2}:{number & 255:X2}','{(isDown ? "Down" : "Up")}','0101','9127','5','5','30','0','{160 + number}',");
            page.Append(CultureInfo.InvariantCulture,
                $"'{40 + number % 20}.00','3.00','12.00','2.{number % 100:00}','-{17 + number % 10}.{number % 100:00}','2026-06-03 10:20:22','2026-06-03 10:19:21','1','{62121 + number}','3','{number % 2}',\n");
        }

        return Encoding.UTF8.GetBytes(page.Append(");\nvar lineNum=(onutable.length)/22;\n</script></head></html>\n").ToString());
    }
}
