using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Enrolment;

public sealed class SealedBoxTests
{
    [Fact]
    public void Only_the_owner_of_the_key_opens_it_and_only_for_its_purpose()
    {
        using var owner = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var box = SealedBox.Seal(owner.ExportSubjectPublicKeyInfo(), "olt-1: horse 7"u8, "kdr-03 secrets");
        Assert.Equal("olt-1: horse 7", Encoding.UTF8.GetString(SealedBox.Open(owner, box, "kdr-03 secrets")!));
        Assert.Null(SealedBox.Open(owner, box, "kdr-04 secrets"));
        Assert.Null(SealedBox.Open(other, box, "kdr-03 secrets"));
        Assert.DoesNotContain("horse", Encoding.Latin1.GetString(box), StringComparison.Ordinal);
        Assert.NotEqual(box, SealedBox.Seal(owner.ExportSubjectPublicKeyInfo(), "olt-1: horse 7"u8, "kdr-03 secrets"));
    }

    [Fact]
    public void A_changed_or_cut_box_opens_for_nobody()
    {
        using var owner = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var box = SealedBox.Seal(owner.ExportSubjectPublicKeyInfo(), "twelve bytes"u8, "p");
        Prop.ForAll(Gen.Choose(0, (box.Length * 8) - 1).ToArbitrary(), bit =>
        {
            var changed = (byte[])box.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(SealedBox.Open(owner, changed, "p"));
            Assert.Null(SealedBox.Open(owner, box.AsSpan(0, bit / 8), "p"));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_no_key_of_the_curve_is_refused()
    {
        using var p384 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(SealedBox.IsPublicKey(p384.ExportSubjectPublicKeyInfo()));
        Assert.False(SealedBox.IsPublicKey([]));
        Assert.False(SealedBox.IsPublicKey([.. p256.ExportSubjectPublicKeyInfo(), 0]));
        Assert.True(SealedBox.IsPublicKey(p256.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void A_password_that_is_kept_opens_at_its_place_alone_and_equal_ones_are_known()
    {
        var folder = RigDirectory.New("vault");
        var vault = SecretVault.Open(folder);
        var box = vault.Close("horse 7", "kdr-03/olt-1");
        Assert.Equal("horse 7", SecretVault.Open(folder).Open(box, "kdr-03/olt-1"));
        Assert.Null(vault.Open(box, "kdr-03/olt-2"));
        Assert.Null(SecretVault.Open(RigDirectory.New("vault")).Open(box, "kdr-03/olt-1"));
        Assert.Equal(vault.Mark("horse 7"), vault.Mark("horse 7"));
        Assert.NotEqual(vault.Mark("horse 7"), vault.Mark("horse 8"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "secrets.key")));
    }
}
