using System.Diagnostics;
using System.Text;
using EdgeNoc.Common.Signing;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Signing;

public sealed class SignedMessageTests
{
    private const string Site = "kdr-03";
    private static readonly SigningKey Office = SigningKey.Make();

    [Fact]
    public void What_the_office_signed_for_this_site_is_taken_byte_for_byte()
    {
        var payload = Payload("config", Site, 8);
        var genuine = Assert.IsType<SignedMessage.Genuine>(Check(Office.Sign(payload).ToBytes()));
        Assert.Equal(new SignedClaims("config", Site, 8), genuine.Claims);
        Assert.Equal(payload, genuine.Payload.ToArray());
    }

    [Fact]
    public void One_bit_that_is_another_anywhere_in_it_is_refused()
    {
        var bytes = Office.Sign(Payload("config", Site, 8)).ToBytes();
        Prop.ForAll(Gen.Choose(0, (bytes.Length * 8) - 1).ToArbitrary(), bit =>
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsType<SignedMessage.Refused>(Check(changed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void What_is_cut_or_goes_on_is_refused()
    {
        var bytes = Office.Sign(Payload("config", Site, 8)).ToBytes();
        for (var length = 0; length < bytes.Length; length++) Assert.IsType<SignedMessage.Refused>(Check(bytes[..length]));
        Assert.IsType<SignedMessage.Refused>(Check([.. bytes, (byte)' ']));
    }

    [Theory]
    [InlineData("update", Site, 8, SignedRefusal.OtherPurpose)]
    [InlineData("config", "kdr-04", 8, SignedRefusal.OtherSite)]
    [InlineData("config", Site, 7, SignedRefusal.Replayed)]
    [InlineData("config", Site, 6, SignedRefusal.Replayed)]
    [InlineData("config", Site, -1, SignedRefusal.Replayed)]
    public void What_the_office_signed_for_something_else_is_refused(string purpose, string site, long version, SignedRefusal reason) =>
        Assert.Equal(reason, Refusal(Office.Sign(Payload(purpose, site, version)).ToBytes()));

    [Fact]
    public void What_somebody_else_signed_is_refused_also_under_the_offices_name()
    {
        using var stranger = SigningKey.Make();
        var signed = stranger.Sign(Payload("config", Site, 8));
        Assert.Equal(SignedRefusal.OtherKey, Refusal(signed.ToBytes()));
        Assert.Equal(SignedRefusal.BadSignature, Refusal((signed with { Key = Office.Public.Id }).ToBytes()));
        Assert.Equal(SignedRefusal.BadSignature, Refusal((signed with { Key = Office.Public.Id, Signature = [] }).ToBytes()));
        Assert.Equal(SignedRefusal.NoEnvelope, Refusal((Office.Sign(Payload("config", Site, 8)) with { V = 2 }).ToBytes()));
        Assert.Equal(SignedRefusal.NoEnvelope, Refusal("null"u8.ToArray()));
    }

    [Fact]
    public void Without_the_offices_key_nothing_is_taken() =>
        Assert.Equal(SignedRefusal.NoKey, Assert.IsType<SignedMessage.Refused>(SignedMessage.Check(Office.Sign(Payload("config", Site, 8)).ToBytes(), null, "config", Site, 7)).Reason);

    [Fact]
    public void What_does_not_say_what_it_is_for_cannot_be_signed() =>
        Assert.Throws<ArgumentException>(() => Office.Sign("{\"purpose\":\"config\",\"site\":\"kdr-03\"}"u8.ToArray()));

    [Fact]
    public void A_key_comes_back_from_its_file_and_nothing_else_is_one()
    {
        using var again = SigningKey.OfPem(Office.ToPem());
        Assert.Equal(Office.Public.Id, again.Public.Id);
        Assert.Equal(Office.Public.Id, VerifyingKey.OfPem(Office.Public.ToPem())!.Id);
        Assert.Null(VerifyingKey.OfPem(Office.ToPem()));
        Assert.Null(VerifyingKey.OfPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"));
        Assert.Null(VerifyingKey.OfPem("no key"));
    }

    [Fact]
    public async Task Openssl_checks_a_signature_with_what_an_envelope_holds()
    {
        var folder = RigDirectory.New("signing");
        var signed = Office.Sign(Payload("config", Site, 8));
        await File.WriteAllBytesAsync($"{folder}/payload", signed.Payload);
        await File.WriteAllBytesAsync($"{folder}/signature", signed.Signature);
        await File.WriteAllTextAsync($"{folder}/key.pem", Office.Public.ToPem());
        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", "-verify", $"{folder}/key.pem", "-signature", $"{folder}/signature", $"{folder}/payload"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        Assert.Equal("Verified OK", (await openssl.StandardOutput.ReadToEndAsync()).Trim());
    }

    private static byte[] Payload(string purpose, string site, long version) =>
        Encoding.UTF8.GetBytes($$"""{"purpose":"{{purpose}}","site":"{{site}}","version":{{version}},"config":"{ \"devices\": [] } // {{version}}"}""");

    private static SignedMessage Check(byte[] bytes) => SignedMessage.Check(bytes, Office.Public, SignedPurposes.Config, Site, newest: 7);

    private static SignedRefusal Refusal(byte[] bytes) => Assert.IsType<SignedMessage.Refused>(Check(bytes)).Reason;
}
