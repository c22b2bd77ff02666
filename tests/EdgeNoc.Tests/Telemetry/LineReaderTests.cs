using System.Text;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Tests.Telemetry;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("onu,device=olt-1,onu=17,pon=0/3 up=1i,rx_dbm=-21.5,big=1E+20,ok=true 1763616000123",
        "onu [device=olt-1] [onu=17] [pon=0/3] (up Integer 1i) (rx_dbm Float -21.5) (big Float 1E+20) (ok Boolean true) 1763616000123")]
    [InlineData("""m f="x" 1""", """m (f Text x) 1""")]
    [InlineData("""m f="" 1""", """m (f Text ) 1""")]
    [InlineData("""m f="a\"b\\" 1""", """m (f Text a\"b\\) 1""")]
    [InlineData("""m f="a, b=c d",g=2i""", """m (f Text a, b=c d) (g Integer 2i) none""")]
    [InlineData("""m\ n\,o=p,t\=k=v\ w f\,g=1 -5""", """m\ n\,o=p [t\=k=v\ w] (f\,g Float 1) -5""")]
    [InlineData("""m,t=a\b f=1i""", """m [t=a\b] (f Integer 1i) none""")]
    [InlineData("""m f=-9223372036854775808i,g=9223372036854775807i""", """m (f Integer -9223372036854775808i) (g Integer 9223372036854775807i) none""")]
    [InlineData("""m f=.5,g=5.,h=1e-7,i=-0,j=F""", """m (f Float .5) (g Float 5.) (h Float 1e-7) (i Float -0) (j Boolean F) none""")]
    public void A_well_formed_line_is_read(string line, string expected) => Assert.Equal(expected, Show(line));

    [Theory]
    [InlineData("", LineFault.NoMeasurement)]
    [InlineData(",a=b f=1", LineFault.NoMeasurement)]
    [InlineData(" f=1", LineFault.NoMeasurement)]
    [InlineData("m", LineFault.NoFields)]
    [InlineData("m ", LineFault.NoFields)]
    [InlineData("m,a=b", LineFault.NoFields)]
    [InlineData("m,a=b ", LineFault.NoFields)]
    [InlineData("m,", LineFault.BadTag)]
    [InlineData("m,a f=1", LineFault.BadTag)]
    [InlineData("m,a= f=1", LineFault.BadTag)]
    [InlineData("m,=b f=1", LineFault.BadTag)]
    [InlineData("m,a=b=c f=1", LineFault.BadTag)]
    [InlineData("m,a=b, f=1", LineFault.BadTag)]
    [InlineData("m f", LineFault.BadField)]
    [InlineData("m =1", LineFault.BadField)]
    [InlineData("m f=1,", LineFault.NoFields)]
    [InlineData("m  f=1", LineFault.BadField)]
    [InlineData("m f=", LineFault.BadNumber)]
    [InlineData("m f=,g=1", LineFault.BadNumber)]
    [InlineData("m f=abc", LineFault.BadNumber)]
    [InlineData("m f=1.2.3", LineFault.BadNumber)]
    [InlineData("m f=+1", LineFault.BadNumber)]
    [InlineData("m f=1e999", LineFault.BadNumber)]
    [InlineData("m f=1e", LineFault.BadNumber)]
    [InlineData("m f=-", LineFault.BadNumber)]
    [InlineData("m f=NaN", LineFault.BadNumber)]
    [InlineData("m f=9223372036854775808i", LineFault.BadNumber)]
    [InlineData("m f=+1i", LineFault.BadNumber)]
    [InlineData("m f=1.5i", LineFault.BadNumber)]
    [InlineData("m f=i", LineFault.BadNumber)]
    [InlineData("m f=12u", LineFault.UnsignedNumber)]
    [InlineData("m f=\"abc", LineFault.BadText)]
    [InlineData("m f=\"abc\\\"", LineFault.BadText)]
    [InlineData("m f=\"abc\"d", LineFault.BadText)]
    [InlineData("m,a=b\\\\ f=1", LineFault.BadEscape)]
    [InlineData("m\\", LineFault.BadEscape)]
    [InlineData("m f=1 ", LineFault.BadTimestamp)]
    [InlineData("m f=1 12x", LineFault.BadTimestamp)]
    [InlineData("m f=1 1.5", LineFault.BadTimestamp)]
    [InlineData("m f=1 9223372036854775808", LineFault.BadTimestamp)]
    [InlineData("m f=1 1 2", LineFault.BadTimestamp)]
    public void A_malformed_line_is_refused_with_the_cause(string line, LineFault expected)
    {
        var reader = new LineReader(Encoding.UTF8.GetBytes(line));
        while (reader.ReadField())
        {
        }

        Assert.Equal(expected, reader.Fault);
    }

    private static string Show(string line)
    {
        var reader = new LineReader(Encoding.UTF8.GetBytes(line));
        var text = new StringBuilder(Encoding.UTF8.GetString(reader.Measurement));
        while (reader.ReadTag()) text.Append(CultureInvariant($" [{Encoding.UTF8.GetString(reader.Key)}={Encoding.UTF8.GetString(reader.Value)}]"));
        while (reader.ReadField()) text.Append(CultureInvariant($" ({Encoding.UTF8.GetString(reader.Key)} {reader.Type} {Encoding.UTF8.GetString(reader.Value)})"));
        Assert.Equal(LineFault.None, reader.Fault);
        return text.Append(' ').Append(reader.Timestamp?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none").ToString();
    }

    private static string CultureInvariant(FormattableString text) => FormattableString.Invariant(text);
}
