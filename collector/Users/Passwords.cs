using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EdgeNoc.Collector.Users;

/// <summary>Passwords of people, kept as the platform hashes them: PBKDF2 with HMAC-SHA512 and a salt of their own.</summary>
internal sealed class Passwords
{
    public const int Shortest = 10;
    public const int Longest = 200;

    private readonly PasswordHasher<User> _hasher;
    private readonly string _nobodys;

    /// <param name="rounds">What OWASP wants of PBKDF2-HMAC-SHA512; tests need not wait.</param>
    public Passwords(int rounds = 210_000)
    {
        _hasher = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        _nobodys = Hash("nobody has this one");
    }

    public string Hash(string password) => _hasher.HashPassword(new User(), password);

    /// <summary>Whether it is his. For nobody (null) it is no one's, and takes as long.</summary>
    public bool IsRight(User? user, string password)
    {
        if (password.Length > Longest) return false;
        var isRight = _hasher.VerifyHashedPassword(new User(), user?.Password ?? _nobodys, password) != PasswordVerificationResult.Failed;
        return isRight && user is not null;
    }

    /// <summary>Why a new one cannot be taken; null when it can. Length is what counts: no rules of signs, which only make people write it down.</summary>
    public static PasswordFault? Fault(string? password, string id) => password switch
    {
        null or { Length: < Shortest } => PasswordFault.TooShort,
        { Length: > Longest } => PasswordFault.TooLong,
        _ when password.Contains(id, StringComparison.OrdinalIgnoreCase) => PasswordFault.HoldsName,
        _ when password.Distinct().Count() < 5 => PasswordFault.TooSimple,
        _ => null,
    };
}

/// <summary>Why a password cannot be taken.</summary>
internal enum PasswordFault
{
    TooShort,
    TooLong,
    HoldsName,
    TooSimple,
}
