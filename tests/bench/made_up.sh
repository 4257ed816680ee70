# Made-up people as CSV on stdout: made_up_people COUNT
made_up_people() {
    awk -v count="$1" 'BEGIN {
        print "Name,Email,Phone,Tags,Note"
        for (i = 1; i <= count; i++)
            printf "Person %s%d Surname%d,person%d@example.com,+3519%08d,clients,met at the fair\n", \
                substr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", i % 26 + 1, 1), i, i % 977, i, i
    }'
}
