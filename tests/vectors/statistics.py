"""Writes statistics.json: what the statistics of experiments must give, to 17 digits, computed with mpmath (1.3, 50 digits).

Each number comes from the textbook form of its formula (or from the units themselves), not from the form that the code has. Run: python3 statistics.py > statistics.json
"""
import json
import random
from mpmath import mp, mpf, sqrt, exp, log, erfc, pi, betainc, gammainc, loggamma, findroot, quad, inf, nstr, log1p

mp.dps = 50


def number(value):
    return float(nstr(value, 17)) if abs(value) < mpf("1.7e308") else None


# --- distributions -------------------------------------------------------------------------------------------------------------------
def normal_tail(x):
    return erfc(mpf(x) / sqrt(mpf(2))) / 2


def normal_density(x):
    return exp(-mpf(x) ** 2 / 2) / sqrt(2 * pi)


def normal_quantile(tail):
    """Upper: normal_tail(x) = tail."""
    if tail > 0.5:
        return -normal_quantile(1 - mpf(tail))
    x = sqrt(-2 * log(mpf(tail))) if tail < 0.3 else mpf("0.1")
    for _ in range(200):
        step = (log(normal_tail(x)) - log(mpf(tail))) * normal_tail(x) / normal_density(x)
        x += step
        if abs(step) < mpf(10) ** -40:
            break
    return x


def t_tail(x, df):
    x, df = mpf(x), mpf(df)
    if x < 0:
        return 1 - t_tail(-x, df)
    if df <= 3000:
        return betainc(df / 2, mpf(1) / 2, 0, df / (df + x * x), regularized=True) / 2
    density = lambda u: exp(loggamma((df + 1) / 2) - loggamma(df / 2) - log(df * pi) / 2 - (df + 1) / 2 * log1p(u * u / df))
    width = 1 / max(mpf(1), x)
    return quad(density, [x] + [x + k * width for k in (1, 3, 8, 20, 60, 200)])


def t_quantile(tail, df):
    tail, x = mpf(tail), normal_quantile(tail)
    density = lambda u: exp(loggamma((mpf(df) + 1) / 2) - loggamma(mpf(df) / 2) - log(df * pi) / 2 - (mpf(df) + 1) / 2 * log1p(u * u / df))
    for _ in range(100):
        p = t_tail(x, df)
        step = (log(p) - log(tail)) * p / (density(x) * x)
        x *= exp(max(min(step, 2), -2))
        if abs(step) < mpf(10) ** -25:
            return x
    raise ValueError((tail, df))


def chi_squared_tail(x, df):
    return gammainc(mpf(df) / 2, mpf(x) / 2, inf, regularized=True)


# --- comparisons, from n, mean and variance ------------------------------------------------------------------------------------------
def welch(n_a, m_a, v_a, n_b, m_b, v_b, alpha):
    a, b = v_a / n_a, v_b / n_b
    d, se = m_b - m_a, sqrt(a + b)
    df = (a + b) ** 2 / (a ** 2 / (n_a - 1) + b ** 2 / (n_b - 1))
    return dict(diff=d, se=se, df=df, p=2 * t_tail(abs(d / se), df), q=t_quantile(mpf(alpha) / 2, df))


def fieller(n_a, m_a, v_a, n_b, m_b, v_b, q):
    a, b, r = v_a / n_a, v_b / n_b, m_b / m_a
    g = q ** 2 * a / m_a ** 2
    if g >= 1:
        return None, None
    half = q / ((1 - g) * abs(m_a)) * sqrt((1 - g) * b + r ** 2 * a)
    low, high = r / (1 - g) - half - 1, r / (1 - g) + half - 1
    return (low, high) if m_a > 0 else (-high, -low)


def delta(n_a, m_a, v_a, n_b, m_b, v_b, q):
    half = q * sqrt(v_b / n_b / m_a ** 2 + v_a / n_a * m_b ** 2 / m_a ** 4)
    lift = (m_b - m_a) / abs(m_a)
    return lift - half, lift + half


def rho_squared(alpha, tuning):
    return (-2 * log(mpf(alpha)) + log(-2 * log(mpf(alpha)) + 1)) / tuning


def sequence(d, se, units, alpha, tuning):
    rho = rho_squared(alpha, tuning)
    c = sqrt(2 * (units * rho + 1) / (units * rho) * log(sqrt(units * rho + 1) / mpf(alpha)))
    p = min(mpf(1), sqrt(units * rho + 1) * exp(-rho * units * (d / se) ** 2 / (2 * (units * rho + 1))))
    return dict(c=c, p=p, low=d - c * se, high=d + c * se)


def sequence_lower(d, se, units, alpha, tuning):
    """One-sided, in favour of "lower": the upper bound of eq. 161 of arXiv 2103.06476v7, and the alpha at which it is 0 with rho fixed."""
    rho = rho_squared(2 * mpf(alpha), tuning)
    half = lambda level: se * sqrt(2 * (units * rho + 1) / (units * rho) * log(1 + sqrt(units * rho + 1) / (2 * level)))
    s = sqrt(units * rho + 1)
    p = min(mpf(1), s / (2 * (exp((d / se) ** 2 * units * rho / (2 * (units * rho + 1))) - 1))) if d < 0 else mpf(1)
    if 0 < p < 1:
        assert abs(d + half(p)) < abs(d) * mpf(10) ** -30
    return dict(high=d + half(mpf(alpha)), p=p)


COMPARISONS = [
    # name, kind, control (n, sum, sum of squares), treatment, alpha
    ("a hundred against a hundred and thirty", "proportion", (1000, 100, 100), (1000, 130, 130), 0.05),
    ("uneven and small", "proportion", (37, 11, 11), (121, 60, 60), 0.05),
    ("p of 1e-200", "proportion", (100000, 10000, 10000), (100000, 14500, 14500), 0.05),
    ("p of 1e-290", "proportion", (200000, 20000, 20000), (200000, 27650, 27650), 0.01),
    ("no difference", "proportion", (5000, 500, 500), (5000, 500, 500), 0.05),
    ("revenue", "mean", (4321, 51234.5, 4123456.75), (4198, 53321.25, 4512345.5), 0.05),
    ("negative baseline", "mean", (500, -1000.0, 6500.0), (480, -860.0, 5400.0), 0.05),
    ("negative treatment", "mean", (300, 250.0, 1400.0), (310, -280.0, 1500.0), 0.05),
    ("fractional degrees of freedom", "mean", (3, 6.5, 15.25), (4, 13.0, 47.5), 0.1),
    ("two units each", "mean", (2, 21.0, 221.0), (2, 25.0, 313.0), 0.05),
    ("a very small effect", "mean", (1000000, 100000000.0, 10000900000000.0 / 1000), (1000000, 100000001.0, 10000901000.0), 0.05),
    ("baseline near zero", "mean", (100, 1.0, 99.0), (100, 12.0, 101.0), 0.05),
]


def estimate(kind, n, total, squares):
    n, total, squares = mpf(n), mpf(total), mpf(squares)
    m = total / n
    return n, m, m * (1 - m) if kind == "proportion" else (squares - total ** 2 / n) / (n - 1)


def comparisons():
    for name, kind, control, treatment, alpha in COMPARISONS:
        alpha = mpf(alpha)
        a, b = estimate(kind, *control), estimate(kind, *treatment)
        w = welch(*a, *b, alpha)
        tuning = 8000
        units = control[0] + treatment[0]
        s = sequence(w["diff"], w["se"], units, alpha, tuning)
        h = sequence(w["diff"], w["se"], units, alpha / 5, tuning)
        look = t_quantile(alpha * 2 / 5, w["df"])
        one = sequence_lower(-w["diff"], w["se"], units, alpha, tuning)
        low, high = fieller(*a, *b, w["q"])
        s_low, s_high = fieller(*a, *b, s["c"])
        d_low, d_high = delta(*a, *b, w["q"])
        fixed_p = w["p"]
        yield dict(
            name=name, kind=kind, control=control, treatment=treatment, alpha=number(alpha), tuning=tuning,
            diff=w["diff"], se=w["se"], df=w["df"], p=w["p"], ci=[w["diff"] - w["q"] * w["se"], w["diff"] + w["q"] * w["se"]],
            lift=w["diff"] / abs(a[1]), fieller=[low, high], delta=[d_low, d_high],
            sequence=dict(p=s["p"], ci=[s["low"], s["high"]], fieller=[s_low, s_high]),
            lower=dict(p=one["p"], high=one["high"]),
            hybrid_running=dict(p=min(mpf(1), 5 * h["p"]), critical=h["c"]),
            hybrid_end=dict(p=min(mpf(1), 5 * h["p"], fixed_p * 5 / 4), critical=min(h["c"], look)))


# --- from units themselves -----------------------------------------------------------------------------------------------------------
def mean(values):
    return sum(values, mpf(0)) / len(values)


def covariance(xs, ys):
    mx, my = mean(xs), mean(ys)
    return sum(((x - mx) * (y - my) for x, y in zip(xs, ys)), mpf(0)) / (len(xs) - 1)


def units_of(seed, n, shift):
    """(y, x) per unit: x is known before, y follows it in part."""
    rng = random.Random(seed)
    pairs = []
    for _ in range(n):
        x = rng.randrange(0, 40) / 4
        pairs.append((x * 0.75 + shift + rng.randrange(0, 33) / 8, x))
    return pairs


def cuped():
    for name, seed, n_a, n_b, shift, alpha in [("even", 1, 60, 60, 0.5, 0.05), ("uneven", 2, 25, 90, -1.25, 0.1)]:
        a, b = units_of(seed, n_a, 0), units_of(seed + 100, n_b, shift)
        (ya, xa), (yb, xb) = [[[mpf(u[i]) for u in arm] for i in (0, 1)] for arm in (a, b)]
        theta = covariance(xa + xb, ya + yb) / covariance(xa + xb, xa + xb)
        pooled = mean(xa + xb)
        adj_a, adj_b = [y - theta * (x - pooled) for y, x in zip(ya, xa)], [y - theta * (x - pooled) for y, x in zip(yb, xb)]
        w = welch(mpf(n_a), mean(adj_a), covariance(adj_a, adj_a), mpf(n_b), mean(adj_b), covariance(adj_b, adj_b), alpha)
        m, mb = mean(ya), mean(yb)
        va, vb = covariance(ya, ya), covariance(yb, yb)
        va_x, vb_x, ca, cb = covariance(xa, xa), covariance(xb, xb), covariance(xa, ya), covariance(xb, yb)
        se_lift = sqrt((vb + theta ** 2 * vb_x - 2 * theta * cb) / (n_b * m ** 2)
                       + (va * mb ** 2 / m ** 2 - 2 * theta * ca * mb / m + theta ** 2 * va_x) / (n_a * m ** 2))
        lift = w["diff"] / m
        # Fieller: the lifts L at which d - L m is q standard errors, found by search instead of the quadratic
        plain_a = va / n_a
        cov = (theta * ca - va) / n_a
        f = lambda L: (w["diff"] - L * m) ** 2 - w["q"] ** 2 * (w["se"] ** 2 - 2 * L * cov + L ** 2 * plain_a)
        low, high = findroot(f, (lift - 3 * se_lift, lift), solver="anderson", tol=1e-40), findroot(f, (lift, lift + 3 * se_lift), solver="anderson", tol=1e-40)
        x_test = welch(mpf(n_a), mean(xa), va_x, mpf(n_b), mean(xb), vb_x, alpha)
        yield dict(
            name=name, control=a, treatment=b, alpha=alpha, theta=theta, adjusted=[mean(adj_a), mean(adj_b)], diff=w["diff"], se=w["se"], df=w["df"], p=w["p"],
            variance_reduction=1 - w["se"] ** 2 / (va / n_a + vb / n_b), lift=lift, fieller=[low, high],
            delta=[lift - w["q"] * se_lift, lift + w["q"] * se_lift], imbalance_p=x_test["p"])


def ratio():
    for name, seed, n in [("per order", 5, 50), ("few", 6, 7)]:
        arm = [(y, x + 1) for y, x in units_of(seed, n, 1)]
        ys, xs = [mpf(u[0]) for u in arm], [mpf(u[1]) for u in arm]
        r = sum(ys) / sum(xs)
        residuals = [(y - r * x) / mean(xs) for y, x in zip(ys, xs)]
        yield dict(name=name, units=arm, mean=r, variance=covariance(residuals, residuals))


# --- the rest ------------------------------------------------------------------------------------------------------------------------
def bayes():
    for name, d, se, baseline, prior, alpha in [
            ("flat", "0.03", "0.0142513", "0.1", None, 0.05), ("mild prior", "0.03", "0.0142513", "0.1", ("0", "0.3"), 0.05),
            ("strong prior", "0.03", "0.0142513", "0.1", ("0.02", "0.05"), 0.1), ("negative baseline", "-1.5", "0.8", "-20", ("0.1", "0.3"), 0.05),
            ("far", "3.6", "0.1", "7", None, 0.05), ("far below", "-3.6", "0.1", "7", None, 0.05)]:
        d, se, baseline = mpf(float(d)), mpf(float(se)), mpf(float(baseline))
        mu, var = d, se ** 2
        if prior:
            mu0, s0 = mpf(float(prior[0])) * abs(baseline), mpf(float(prior[1])) * abs(baseline)
            w = 1 / se ** 2 + 1 / s0 ** 2
            mu, var = (d / se ** 2 + mu0 / s0 ** 2) / w, 1 / w
        s = sqrt(var)
        z = normal_quantile(mpf(alpha) / 2)
        yield dict(name=name, diff=d, se=se, baseline=baseline, prior=prior and [float(v) for v in prior], alpha=alpha, mean=mu, sd=s, chance=normal_tail(-mu / s),
                   loss_ship=-mu * normal_tail(mu / s) + s * normal_density(mu / s), loss_keep=mu * normal_tail(-mu / s) + s * normal_density(mu / s),
                   ci=[mu - z * s, mu + z * s])


def best():
    for name, arms in [("two", [("0.1", "0.01"), ("0.13", "0.012")]), ("four", [("1", "0.1"), ("1.1", "0.2"), ("1.2", "0.05"), ("0.9", "0.4")]),
                       ("of very different precision", [("1", "0.5"), ("1.2", "0.01"), ("1.1", "0.1")])]:
        arms = [(mpf(float(m)), mpf(float(s))) for m, s in arms]
        points = sorted({m + k * s for m, s in arms for k in (-40, -12, -6, -3, -1, 0, 1, 3, 6, 12, 40)})
        chances = []
        mp.dps = 25
        for i, (m, s) in enumerate(arms):
            def f(x):
                value = normal_density((x - m) / s) / s
                for j, (mj, sj) in enumerate(arms):
                    if j != i:
                        value *= normal_tail((mj - x) / sj)
                return value
            chances.append(quad(f, points))
        mp.dps = 50
        yield dict(name=name, arms=[[number(m), number(s)] for m, s in arms], chances=chances)


def sample_ratio():
    for name, observed, weights in [
            ("even", [5000, 5100], [1, 1]), ("52 to 48", [5200, 4800], [50, 50]), ("three arms", [3300, 3400, 3299], [1, 1, 1]), ("a weight of zero", [5000, 5100, 0], [50, 50, 0]),
            ("90 to 10", [89500, 10500], [0.9, 0.1]), ("p of 1e-200", [515000, 485000], [1, 1]), ("a small weight", [9990, 10], [99900, 100]), ("a million each", [1000500, 999700], [1, 1])]:
        shares = [mpf(w) / mpf(sum(map(mpf, weights))) for w in weights]
        kept = [(o, w) for o, w in zip(observed, shares) if w > 0]
        total = sum(o for o, _ in kept)
        chi = sum((o - total * w) ** 2 / (total * w) for o, w in kept)
        k = mpf(1000)
        factor = loggamma(k) - loggamma(k + total) + sum(loggamma(k * w + o) - loggamma(k * w) for o, w in kept) - sum(o * log(w) for o, w in kept)
        yield dict(name=name, observed=observed, weights=weights, p=chi_squared_tail(chi, len(kept) - 1), sequential_p=min(mpf(1), exp(-factor)))


def guardrails():
    for name, kind, control, treatment, margin, direction, alpha in [
            ("within", "proportion", (20000, 2000, 2000), (20000, 1990, 1990), 0.08, "increase", 0.05), ("harmed", "proportion", (20000, 2000, 2000), (20000, 1700, 1700), 0.02, "increase", 0.05),
            ("unclear", "proportion", (2000, 200, 200), (2000, 195, 195), 0.02, "increase", 0.05), ("latency within", "mean", (4000, 480000.0, 64000000.0), (4100, 493000.0, 65500000.0), 0.03, "decrease", 0.05),
            ("latency harmed", "mean", (4000, 480000.0, 64000000.0), (4100, 533000.0, 75500000.0), 0.03, "decrease", 0.05)]:
        a, b = estimate(kind, *control), estimate(kind, *treatment)
        m, up = mpf(margin), direction == "increase"
        factor = 1 - m if up else 1 + m
        va, vb = factor ** 2 * a[2] / a[0], b[2] / b[0]
        distance = b[1] - factor * a[1] if up else factor * a[1] - b[1]
        df = (va + vb) ** 2 / (va ** 2 / (a[0] - 1) + vb ** 2 / (b[0] - 1))
        p = t_tail(distance / sqrt(va + vb), df)
        two = welch(*a, *b, alpha)
        worse = (two["diff"] < 0) == up and two["p"] <= alpha
        yield dict(name=name, kind=kind, control=control, treatment=treatment, margin=margin, direction=direction, alpha=alpha, distance=distance, se=sqrt(va + vb), df=df, p=p,
                   verdict="non_inferior" if p <= alpha else "harmed" if worse else "inconclusive")


def wilson():
    for n, k in [(50, 0), (50, 50), (1000, 100), (3, 1), (2000000, 7)]:
        # the shares p at which |k/n - p| is z sqrt(p (1 - p) / n)
        z, m = normal_quantile(mpf("0.025")), mpf(k) / n
        middle, half = (m + z ** 2 / (2 * n)) / (1 + z ** 2 / n), z / (1 + z ** 2 / n) * sqrt(m * (1 - m) / n + z ** 2 / (4 * mpf(n) ** 2))
        yield dict(units=n, conversions=k, ci=[middle - half if k > 0 else mpf(0), middle + half if k < n else mpf(1)])


def plans():
    for name, kind, base, sd, lift, alpha, power, weights, goals, rho in [
            ("conversion", "proportion", 0.1, None, 0.1, 0.05, 0.8, [1, 1], 1, 0), ("fewer", "proportion", 0.1, None, -0.1, 0.05, 0.9, [1, 1], 1, 0), ("revenue", "mean", 12.5, 40.0, 0.03, 0.05, 0.8, [1, 1], 1, 0),
            ("revenue with CUPED", "mean", 12.5, 40.0, 0.03, 0.05, 0.8, [1, 1], 1, 0.6), ("uneven", "proportion", 0.04, None, 0.05, 0.05, 0.8, [90, 10], 1, 0), ("three arms, two goals", "proportion", 0.2, None, 0.05, 0.05, 0.8, [2, 1, 1], 2, 0),
            ("a loss", "mean", -4.0, 10.0, 0.1, 0.05, 0.8, [1, 1], 1, 0)]:
        level = mpf(alpha) / ((len(weights) - 1) * goals)
        p, l = mpf(base), mpf(lift)
        d = abs(p) * l
        va = p * (1 - p) if kind == "proportion" else mpf(sd) ** 2
        vb = (p + d) * (1 - p - d) if kind == "proportion" else va
        left = 1 - mpf(rho) ** 2
        r = mpf(min(weights[1:])) / weights[0]
        k = normal_quantile(level / 2) + normal_quantile(1 - mpf(power))
        n = k ** 2 * (va + vb / r) * left / d ** 2
        per = [int(mp.ceil(n * w / weights[0])) for w in weights]
        week = sum(per) // 3
        n_week = mpf(7 * (week // 7)) * weights[0] / sum(weights)
        se = sqrt((va + vb / r) * left / n_week)
        z = normal_quantile(level / 2)
        # the lift whose own standard error it is k times
        def gap(x):
            share = p + abs(p) * x
            v = share * (1 - share) if kind == "proportion" else va
            return abs(p) * abs(x) - k * sqrt((va + v / r) * left / n_week)
        found = findroot(gap, (l / 10, l * 8), solver="anderson", tol=1e-35)
        yield dict(name=name, kind=kind, baseline=base, sd=sd, lift=lift, alpha=alpha, power=power, weights=weights, goals=goals, cuped=rho, per_arm=per,
                   daily=week // 7, week_power=normal_tail(z - abs(d) / se) + normal_tail(z + abs(d) / se), week_lift=found)


def distributions():
    xs = [-38, -9.5, -3, -1, -1e-8, 0, 1e-8, 0.5, 1, 1.96, 3, 6, 9.5, 15, 20, 30, 37.5]
    tails = ["1e-300", "1e-200", "1e-100", "1e-30", "1e-10", "0.0005", "0.005", "0.02", "0.025", "0.2", "0.4999", "0.7", "0.999"]
    dfs = [1, 1.5, 2, 3.7, 10, 29.4, 100, 523.7, 1972.5, 1e5, 1e8]
    return dict(
        normal_upper_tail=[[x, normal_tail(x)] for x in xs],
        normal_upper_quantile=[[float(p), normal_quantile(mpf(float(p)))] for p in tails],
        t_upper_tail=[[x, df, t_tail(x, df)] for df in dfs for x in (-1.5, 1e-8, 0.5, 1, 2, 3, 8, 15, 25, 36)],
        t_upper_quantile=[[float(p), df, t_quantile(mpf(float(p)), df)] for df in dfs for p in tails if float(p) < 0.5 and (df > 3 or float(p) > 1e-99)],
        chi_squared_upper_tail=[[x, df, chi_squared_tail(x, df)] for df in (1, 2, 3, 5, 9, 50) for x in (1e-6, 0.1, 1, 3.84, 10, 30, 100, 400, 1000, 1370)])


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return number(value) if isinstance(value, mpf) else value


def main():
    content = dict(
        distributions=distributions(), comparisons=list(comparisons()), cuped=list(cuped()), ratio=list(ratio()), bayes=list(bayes()), best=list(best()),
        sample_ratio=list(sample_ratio()), guardrails=list(guardrails()), wilson=list(wilson()), plans=list(plans()))
    groups = []
    for key, group in plain(content).items():
        lines = [json.dumps(k) + ": " + json.dumps(v) for k, v in group.items()] if isinstance(group, dict) else [json.dumps(item) for item in group]
        opening, closing = "{}" if isinstance(group, dict) else "[]"
        groups.append(f' {json.dumps(key)}: {opening}\n  ' + ",\n  ".join(lines) + f"\n {closing}")
    print("{\n" + ",\n".join(groups) + "\n}")


if __name__ == "__main__":
    main()
